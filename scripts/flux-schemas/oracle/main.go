// What the API server's own code says of objects: conversion for server-side apply (unknown fields, types, lists with
// keys), then pruning, defaults and validation, in the order of the API server. Reads a JSON list of cases from standard
// input and prints a list of verdicts. Rules in CEL are left out: gitops-lint does not evaluate them either.
package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/yaml"
)

type testCase struct {
	Name   string `json:"name"`
	CRD    string `json:"crd"`
	Object string `json:"object"`
}

type verdict struct {
	Name string `json:"name"`
	// Of the conversion for server-side apply.
	Typed []string `json:"typed,omitempty"`
	// What would be pruned.
	Unknown []string `json:"unknown,omitempty"`
	Schema  []string `json:"schema,omitempty"`
	Meta    []string `json:"meta,omitempty"`
	Lists   []string `json:"lists,omitempty"`
}

func main() {
	var cases []testCase
	must(json.NewDecoder(os.Stdin).Decode(&cases))
	verdicts := []verdict{}
	for _, one := range cases {
		verdicts = append(verdicts, judge(one))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	must(encoder.Encode(verdicts))
}

func judge(one testCase) verdict {
	said := verdict{Name: one.Name}
	crd := &v1.CustomResourceDefinition{}
	must(yaml.Unmarshal([]byte(one.CRD), crd))
	v1.SetDefaults_CustomResourceDefinitionSpec(&crd.Spec)
	text, err := yaml.YAMLToJSON([]byte(one.Object))
	must(err)
	object := &unstructured.Unstructured{}
	must(object.UnmarshalJSON(text))

	version := object.GroupVersionKind().Version
	props := &apiextensions.JSONSchemaProps{}
	for _, candidate := range crd.Spec.Versions {
		if candidate.Name == version {
			source := candidate.Schema.OpenAPIV3Schema
			must(v1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(source, props, nil))
		}
	}
	structural, err := schema.NewStructural(props)
	must(err)
	must(defaulting.PruneDefaults(structural))
	openAPI, err := builder.BuildOpenAPIV3(crd, version, builder.Options{})
	must(err)
	converter, err := managedfields.NewTypeConverter(openAPI.Components.Schemas, crd.Spec.PreserveUnknownFields)
	must(err)

	if _, err := converter.ObjectToTyped(object); err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			if line = strings.TrimSpace(line); line != "" && line != "errors:" {
				said.Typed = append(said.Typed, line)
			}
		}
	}
	options := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	said.Unknown = pruning.PruneWithOptions(object.Object, structural, true, options)
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, structural)
	defaulting.Default(object.Object, structural)
	said.Meta = texts(objectmeta.Validate(nil, object.Object, structural, true))
	validator, _, err := validation.NewSchemaValidator(props)
	must(err)
	said.Schema = texts(validation.ValidateCustomResource(nil, object.Object, validator))
	said.Lists = texts(listtype.ValidateListSetsAndMaps(nil, structural, object.Object))
	for _, lines := range [][]string{said.Typed, said.Unknown, said.Schema, said.Meta, said.Lists} {
		slices.Sort(lines)
	}
	return said
}

func texts(errors field.ErrorList) []string {
	var found []string
	for _, err := range errors {
		found = append(found, err.Error())
	}
	return found
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
