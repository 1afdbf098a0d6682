// Prints, as JSON, what kustomize knows of Kubernetes types and needs in order to merge patches: see README.md.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	openapi_v2 "github.com/google/gnostic-models/openapiv2"
	"google.golang.org/protobuf/proto"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/openapi/kubernetesapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// node is one schema. All references are indexes into the table of schemas.
type node struct {
	Properties map[string]int `json:"p,omitempty"`
	Additional *int           `json:"a,omitempty"`
	Items      *int           `json:"i,omitempty"`
	Strategy   string         `json:"s,omitempty"`
	Keys       []string       `json:"k,omitempty"`
}

type table struct {
	Schemas     []node         `json:"schemas"`
	Definitions map[string]int `json:"definitions"`
	Types       map[string]int `json:"types"`
	Scopes      map[string]int `json:"scopes"`

	byContent map[string]int
	root      *spec.Schema
}

func main() {
	root := openapi.Schema()
	t := &table{
		Schemas:     []node{},
		Definitions: map[string]int{},
		Types:       map[string]int{},
		Scopes:      map[string]int{},
		byContent:   map[string]int{},
		root:        root,
	}
	names := []string{}
	for name := range root.Definitions {
		names = append(names, name)
	}
	sort.Strings(names)
	// Definitions come first, each with an index of its own: they may be replaced by name.
	for index, name := range names {
		t.Definitions[name] = index
		t.Schemas = append(t.Schemas, node{})
	}
	for index, name := range names {
		definition := root.Definitions[name]
		t.Schemas[index] = t.convert(&definition)
		t.addTypes(index, &definition)
	}
	t.addPathTypes()
	if err := json.NewEncoder(os.Stdout).Encode(t); err != nil {
		panic(err)
	}
}

func (t *table) convert(schema *spec.Schema) node {
	result := node{}
	if len(schema.Properties) > 0 {
		result.Properties = map[string]int{}
		names := []string{}
		for name := range schema.Properties {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			property := schema.Properties[name]
			if index, found := t.indexOf(&property); found {
				result.Properties[name] = index
			}
		}
	}
	if schema.AdditionalProperties != nil && schema.AdditionalProperties.Schema != nil {
		if index, found := t.indexOf(schema.AdditionalProperties.Schema); found {
			result.Additional = &index
		}
	}
	if len(schema.Type) == 1 && schema.Type[0] == "array" && schema.Items != nil && schema.Items.Schema != nil {
		if index, found := t.indexOf(schema.Items.Schema); found {
			result.Items = &index
		}
	}
	result.Strategy, result.Keys = (&openapi.ResourceSchema{Schema: schema}).PatchStrategyAndKeyList()
	return result
}

// indexOf gives the schema's place in the table; a reference is followed, whatever else stands beside it.
func (t *table) indexOf(schema *spec.Schema) (int, bool) {
	if reference := schema.Ref.String(); reference != "" {
		index, found := t.Definitions[strings.TrimPrefix(reference, "#/definitions/")]
		if !found {
			fmt.Fprintln(os.Stderr, "unknown reference", reference)
		}
		return index, found
	}
	converted := t.convert(schema)
	content, err := json.Marshal(converted)
	if err != nil {
		panic(err)
	}
	if index, found := t.byContent[string(content)]; found {
		return index, true
	}
	index := len(t.Schemas)
	t.Schemas = append(t.Schemas, converted)
	t.byContent[string(content)] = index
	return index, true
}

func (t *table) addTypes(index int, definition *spec.Schema) {
	extensions, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]interface{})
	for _, extension := range extensions {
		apiVersion, kind := readType(extension.(map[string]interface{}))
		name := apiVersion + " " + kind
		if other, found := t.Types[name]; found && other != index {
			fmt.Fprintln(os.Stderr, "two definitions of", name)
		}
		t.Types[name] = index
		t.addScope(apiVersion, kind)
	}
}

// addPathTypes adds the scopes of types that only appear in the paths of the API, such as PodExecOptions.
func (t *table) addPathTypes() {
	document := &openapi_v2.Document{}
	text := kubernetesapi.OpenAPIMustAsset[kubernetesapi.DefaultOpenAPI]("kubernetesapi/v1_21_2/swagger.pb")
	if err := proto.Unmarshal(text, document); err != nil {
		panic(err)
	}
	swagger := spec.Swagger{}
	if _, err := swagger.FromGnostic(document); err != nil {
		panic(err)
	}
	for _, path := range swagger.Paths.Paths {
		if path.Get == nil {
			continue
		}
		if fields, ok := path.Get.Extensions["x-kubernetes-group-version-kind"].(map[string]interface{}); ok {
			apiVersion, kind := readType(fields)
			t.addScope(apiVersion, kind)
		}
	}
}

// addScope notes whether objects of a type live in a namespace (1) or not (0), where that is known.
func (t *table) addScope(apiVersion, kind string) {
	namespaced, found := openapi.IsNamespaceScoped(yaml.TypeMeta{APIVersion: apiVersion, Kind: kind})
	if !found {
		return
	}
	scope := 0
	if namespaced {
		scope = 1
	}
	t.Scopes[apiVersion+" "+kind] = scope
}

func readType(fields map[string]interface{}) (apiVersion, kind string) {
	apiVersion = fields["version"].(string)
	if group, _ := fields["group"].(string); group != "" {
		apiVersion = group + "/" + apiVersion
	}
	return apiVersion, fields["kind"].(string)
}
