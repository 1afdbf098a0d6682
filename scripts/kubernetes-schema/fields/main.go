// Prints, as JSON, the fields of the types of a newer Kubernetes than kustomize knows: see ../README.md.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"sort"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	admissionv1alpha1 "k8s.io/api/admissionregistration/v1alpha1"
	admissionv1beta1 "k8s.io/api/admissionregistration/v1beta1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	batchv1beta1 "k8s.io/api/batch/v1beta1"
	certificatesv1 "k8s.io/api/certificates/v1"
	certificatesv1alpha1 "k8s.io/api/certificates/v1alpha1"
	certificatesv1beta1 "k8s.io/api/certificates/v1beta1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	discoveryv1beta1 "k8s.io/api/discovery/v1beta1"
	eventsv1 "k8s.io/api/events/v1"
	flowcontrolv1 "k8s.io/api/flowcontrol/v1"
	flowcontrolv1beta3 "k8s.io/api/flowcontrol/v1beta3"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	nodev1 "k8s.io/api/node/v1"
	policyv1 "k8s.io/api/policy/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	rbacv1 "k8s.io/api/rbac/v1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	storagev1alpha1 "k8s.io/api/storage/v1alpha1"
	storagev1beta1 "k8s.io/api/storage/v1beta1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
)

// node is one schema; references are indexes into the table of schemas.
type node struct {
	Properties map[string]int `json:"p,omitempty"`
	Additional *int           `json:"a,omitempty"`
	Items      *int           `json:"i,omitempty"`
}

type table struct {
	Schemas []node         `json:"schemas"`
	Types   map[string]int `json:"types"`

	byType map[reflect.Type]int
}

var marshaler = reflect.TypeOf((*json.Marshaler)(nil)).Elem()

func main() {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		admissionv1.AddToScheme, admissionv1alpha1.AddToScheme, admissionv1beta1.AddToScheme, appsv1.AddToScheme,
		autoscalingv1.AddToScheme, autoscalingv2.AddToScheme, batchv1.AddToScheme, batchv1beta1.AddToScheme,
		certificatesv1.AddToScheme, certificatesv1alpha1.AddToScheme, certificatesv1beta1.AddToScheme,
		coordinationv1.AddToScheme, corev1.AddToScheme, discoveryv1.AddToScheme, discoveryv1beta1.AddToScheme,
		eventsv1.AddToScheme, flowcontrolv1.AddToScheme, flowcontrolv1beta3.AddToScheme, networkingv1.AddToScheme,
		networkingv1beta1.AddToScheme, nodev1.AddToScheme, policyv1.AddToScheme, policyv1beta1.AddToScheme,
		rbacv1.AddToScheme, resourcev1.AddToScheme, resourcev1beta1.AddToScheme, resourcev1beta2.AddToScheme,
		schedulingv1.AddToScheme, storagev1.AddToScheme, storagev1alpha1.AddToScheme, storagev1beta1.AddToScheme,
		apiextensionsv1.AddToScheme, apiregistrationv1.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	// The first schema is that of everything without fields.
	t := &table{Schemas: []node{{}}, Types: map[string]int{}, byType: map[reflect.Type]int{}}
	kinds := scheme.AllKnownTypes()
	for kind, goType := range kinds {
		// Options of requests, which are in every group, are no objects that anyone writes down.
		if strings.HasSuffix(kind.Kind, "Options") || strings.HasSuffix(kind.Kind, "List") || kind.Kind == "WatchEvent" {
			continue
		}
		if kind.Version == "__internal" || !strings.Contains(goType.PkgPath(), kind.Version) {
			continue
		}
		t.Types[kind.GroupVersion().String()+" "+kind.Kind] = 0
	}
	// In the order of their names, so that the output is stable.
	for _, name := range sortedKeys(t.Types) {
		for kind, goType := range kinds {
			if kind.GroupVersion().String()+" "+kind.Kind == name {
				t.Types[name] = t.indexOf(goType)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(t); err != nil {
		panic(err)
	}
}

func (t *table) indexOf(goType reflect.Type) int {
	for goType.Kind() == reflect.Pointer {
		goType = goType.Elem()
	}
	if index, found := t.byType[goType]; found {
		return index
	}
	// What writes itself has no fields of its own: quantities, times, free-form objects.
	if goType.Implements(marshaler) || reflect.PointerTo(goType).Implements(marshaler) {
		return 0
	}
	var result node
	switch goType.Kind() {
	case reflect.Struct:
		index := t.reserve(goType)
		result.Properties = map[string]int{}
		t.addFields(goType, result.Properties)
		t.Schemas[index] = result
		return index
	case reflect.Map:
		index := t.reserve(goType)
		additional := t.indexOf(goType.Elem())
		t.Schemas[index] = node{Additional: &additional}
		return index
	case reflect.Slice:
		if goType.Elem().Kind() == reflect.Uint8 {
			return 0
		}
		index := t.reserve(goType)
		items := t.indexOf(goType.Elem())
		t.Schemas[index] = node{Items: &items}
		return index
	}
	return 0
}

// reserve gives a type its index before its fields are known: types may contain themselves.
func (t *table) reserve(goType reflect.Type) int {
	index := len(t.Schemas)
	t.byType[goType] = index
	t.Schemas = append(t.Schemas, node{})
	return index
}

func (t *table) addFields(goType reflect.Type, properties map[string]int) {
	for i := 0; i < goType.NumField(); i++ {
		field := goType.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case name == "" && (field.Anonymous || strings.Contains(options, "inline")):
			embedded := field.Type
			if embedded.Kind() == reflect.Pointer {
				embedded = embedded.Elem()
			}
			t.addFields(embedded, properties)
		case name != "":
			properties[name] = t.indexOf(field.Type)
		}
	}
}

func sortedKeys(types map[string]int) []string {
	names := []string{}
	for name := range types {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
