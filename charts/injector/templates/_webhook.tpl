{{- /* One entry of the configuration. Takes root, name, failurePolicy and namespaces, a condition on the label of namespaces. */ -}}
{{- define "injector.webhookEntry" -}}
{{- $root := .root -}}
{{- with .root.Values.webhook -}}
- name: {{ $.name }}
  {{- include "injector.clientConfig" (dict "root" $root "path" "/mutate") | nindent 2 }}
  {{- if include "injector.rulesInChart" $root }}
  rules:
    - operations: [CREATE]
      apiGroups: [""]
      apiVersions: [v1]
      resources: [pods]
      scope: Namespaced
  {{- end }}
  namespaceSelector:
    matchExpressions:
      - key: {{ include "injector.injectionLabel" $root }}
        {{- $.namespaces | nindent 8 }}
      - key: kubernetes.io/metadata.name
        operator: NotIn
        values:
          {{- prepend .excludedNamespaces (include "injector.namespace" $root) | uniq | toYaml | nindent 10 }}
      {{- with .namespaceSelector }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  objectSelector:
    matchExpressions:
      - key: {{ include "injector.injectionLabel" $root }}
        operator: NotIn
        values: [disabled]
      {{- with .objectSelector }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
  {{- include "injector.matchConditions" $root | nindent 2 }}
  admissionReviewVersions: [v1]
  failurePolicy: {{ $.failurePolicy }}
  matchPolicy: {{ .matchPolicy }}
  reinvocationPolicy: {{ .reinvocationPolicy }}
  sideEffects: None
  timeoutSeconds: {{ .timeoutSeconds }}
{{- end -}}
{{- end -}}

{{- /* Servers before 1.28 do not know conditions, and would refuse or drop them. */ -}}
{{- define "injector.matchConditions" -}}
{{- $inject := printf "%s/inject" .Values.config.annotationPrefix -}}
{{- with .Values.webhook.matchConditions -}}
{{- if and .enabled (semverCompare ">=1.28-0" $.Capabilities.KubeVersion.Version) -}}
matchConditions:
  # The kubelet reports its static pods by a mirror; what is added there never runs.
  - name: not-a-mirror-pod
    expression: "!has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)"
  - name: not-opted-out
    expression: "!has(object.metadata.annotations) || !('{{ $inject }}' in object.metadata.annotations) || object.metadata.annotations['{{ $inject }}'] != 'false'"
  {{- if .annotatedPodsOnly }}
  - name: asks-itself
    expression: "has(object.metadata.annotations) && '{{ $inject }}' in object.metadata.annotations"
  {{- end }}
  {{- with .extra }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* How the API server reaches the server. Takes root and path. Nothing is said of an authority that the server writes by itself. */ -}}
{{- define "injector.clientConfig" -}}
clientConfig:
  {{- with .root.Values.webhook.url }}
  url: {{ printf "%s%s" (trimSuffix "/" .) $.path }}
  {{- else }}
  service:
    name: {{ include "injector.fullname" .root }}
    namespace: {{ include "injector.namespace" .root | quote }}
    path: {{ .path }}
    port: {{ .root.Values.service.port }}
  {{- end }}
  {{- with .root.Values.certificates.caBundle }}
  caBundle: {{ b64enc . }}
  {{- end }}
{{- end -}}
