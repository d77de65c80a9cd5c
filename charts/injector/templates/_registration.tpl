{{- /*
  Whether the rules of the webhooks stand in the chart. By default they do not: an entry without rules is never called, and the first replica that is ready
  and trusted writes them, so that no pod is refused for want of a replica. They are the server's from then on, whoever applies these manifests again. Where a
  release has had them in the chart, as those of 0.1.0 have, they stay there: taken out, nothing would be called until the new replicas are ready.
*/ -}}
{{- define "injector.rulesInChart" -}}
{{- $configuration := lookup "admissionregistration.k8s.io/v1" "MutatingWebhookConfiguration" "" (include "injector.webhookConfigurationName" .) | default dict -}}
{{- $annotations := dig "metadata" "annotations" dict $configuration -}}
{{- if or (not .Values.webhook.afterReady) (and $configuration (ne (get $annotations "injector.io/rules") "server")) -}}true{{- end -}}
{{- end -}}

{{- /* Annotations of a webhook configuration. */ -}}
{{- define "injector.registrationAnnotations" -}}
{{- $rules := dict "injector.io/rules" (ternary "chart" "server" (eq (include "injector.rulesInChart" .) "true")) -}}
{{- mergeOverwrite (dict) .Values.commonAnnotations $rules (include "injector.authorityAnnotations" . | fromYaml) .Values.webhook.annotations | toYaml -}}
{{- end -}}

{{- /* What cert-manager reads in a webhook configuration. */ -}}
{{- define "injector.authorityAnnotations" -}}
{{- with .Values.certificates -}}
{{- if eq .mode "certManager" -}}
cert-manager.io/inject-ca-from: {{ include "injector.namespace" $ }}/{{ include "injector.fullname" $ }}
{{- else if .injectCaFrom -}}
cert-manager.io/inject-ca-from: {{ .injectCaFrom }}
{{- else if .injectCaFromSecret -}}
cert-manager.io/inject-ca-from-secret: {{ .injectCaFromSecret }}
{{- end -}}
{{- end -}}
{{- end -}}
