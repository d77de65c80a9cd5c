{{- /* Values that are fine each for itself and contradict each other. Each message says which, and what to write instead. */ -}}
{{- define "injector.validate" -}}
{{- include "injector.validateReplicas" . -}}
{{- include "injector.validateNetwork" . -}}
{{- include "injector.validateCertificates" . -}}
{{- include "injector.validateServer" . -}}
{{- include "injector.validatePolicy" . -}}
{{- if and .Values.clientCertificates.names (not .Values.clientCertificates.configMap) -}}
{{- fail "clientCertificates: names say nothing without configMap, for anybody can write a name into a certificate; name the ConfigMap with the authorities" -}}
{{- end -}}
{{- end -}}

{{- define "injector.validateReplicas" -}}
{{- with .Values.podDisruptionBudget -}}
{{- if .enabled -}}
{{- $replicas := ternary $.Values.autoscaling.minReplicas $.Values.replicaCount $.Values.autoscaling.enabled | int -}}
{{- if and (not (kindIs "invalid" .minAvailable)) (not (kindIs "invalid" .maxUnavailable)) -}}
{{- fail "podDisruptionBudget: minAvailable and maxUnavailable are both set, Kubernetes takes one; set the other to null" -}}
{{- end -}}
{{- if and (kindIs "invalid" .minAvailable) (kindIs "invalid" .maxUnavailable) -}}
{{- fail "podDisruptionBudget: neither minAvailable nor maxUnavailable is set; set one, or enabled: false" -}}
{{- end -}}
{{- if and (not (kindIs "invalid" .minAvailable)) (not (kindIs "string" .minAvailable)) (ge (int .minAvailable) $replicas) -}}
{{- fail (printf "podDisruptionBudget: minAvailable %v of %d replicas would keep every node from being drained; run more replicas, or set enabled: false" .minAvailable $replicas) -}}
{{- end -}}
{{- if eq (toString .minAvailable) "100%" -}}
{{- fail "podDisruptionBudget: minAvailable 100% would keep every node from being drained; write less" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- fail (printf "autoscaling: minReplicas %v is more than maxReplicas %v" .Values.autoscaling.minReplicas .Values.autoscaling.maxReplicas) -}}
{{- end -}}
{{- end -}}

{{- define "injector.validateNetwork" -}}
{{- if eq (int .Values.securePort) (int .Values.adminPort) -}}
{{- fail (printf "adminPort: %v is securePort too; probes and metrics need a port of their own" .Values.adminPort) -}}
{{- end -}}
{{- if and .Values.hostNetwork (or (eq (int .Values.securePort) 10250) (eq (int .Values.adminPort) 10250)) -}}
{{- fail "hostNetwork: port 10250 of the host is the kubelet's; choose another securePort or adminPort" -}}
{{- end -}}
{{- if and .Values.metrics.serviceMonitor.enabled .Values.metrics.podMonitor.enabled -}}
{{- fail "metrics: serviceMonitor and podMonitor are both enabled and would count everything twice; enable one" -}}
{{- end -}}
{{- if and .Values.metrics.prometheusRule.enabled (not .Values.metrics.prometheusRule.defaultRules) (not .Values.metrics.prometheusRule.rules) -}}
{{- fail "metrics.prometheusRule: enabled without a rule; set defaultRules: true or write rules" -}}
{{- end -}}
{{- end -}}

{{- define "injector.validateCertificates" -}}
{{- with .Values.certificates -}}
{{- $sources := 0 -}}
{{- range list .caBundle .injectCaFrom .injectCaFromSecret -}}{{- if . -}}{{- $sources = add1 $sources -}}{{- end -}}{{- end -}}
{{- if gt (int $sources) 1 -}}
{{- fail "certificates: caBundle, injectCaFrom and injectCaFromSecret are different sources of one authority; set one" -}}
{{- end -}}
{{- if and (eq .mode "certManager") (gt (int $sources) 0) -}}
{{- fail "certificates: in mode certManager the authority comes from the chart's Certificate; leave caBundle, injectCaFrom and injectCaFromSecret empty" -}}
{{- end -}}
{{- if and (eq .mode "self") (gt (int $sources) 0) -}}
{{- fail "certificates: in mode self the server writes its own authority into the configurations; leave caBundle, injectCaFrom and injectCaFromSecret empty, or choose mode existingSecret" -}}
{{- end -}}
{{- if and .caBundle (not (contains "-----BEGIN CERTIFICATE-----" .caBundle)) -}}
{{- fail "certificates.caBundle: holds no PEM certificate; hand over the file: --set-file certificates.caBundle=ca.crt" -}}
{{- end -}}
{{- if contains "PRIVATE KEY" .caBundle -}}
{{- fail "certificates.caBundle: holds a private key, which would be readable by everybody; hand over the certificate only" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "injector.validateServer" -}}
{{- $drain := add .Values.shutdown.drainDelaySeconds .Values.shutdown.drainTimeoutSeconds -}}
{{- if le (int .Values.terminationGracePeriodSeconds) (int $drain) -}}
{{- fail (printf "terminationGracePeriodSeconds: %v is not more than shutdown.drainDelaySeconds + drainTimeoutSeconds = %v; the kubelet would cut requests off" .Values.terminationGracePeriodSeconds $drain) -}}
{{- end -}}
{{- if and .Values.existingProfilesConfigMap .Values.profiles -}}
{{- fail "existingProfilesConfigMap: the chart writes no profiles then, so profiles would be ignored; put them into that ConfigMap" -}}
{{- end -}}
{{- end -}}

{{- define "injector.validatePolicy" -}}
{{- if and .Values.validatingPolicy.enabled (semverCompare "<1.30-0" .Capabilities.KubeVersion.Version) -}}
{{- fail (printf "validatingPolicy: needs Kubernetes 1.30, this is %s; set enabled: false" .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- if and .Values.validatingPolicy.enabled (not (and .Values.webhook.enabled .Values.webhook.required)) -}}
{{- fail "validatingPolicy: guards namespaces labelled required, which no webhook serves with webhook.enabled or webhook.required: false" -}}
{{- end -}}
{{- with .Values.webhook.matchConditions -}}
{{- if and $.Values.validatingPolicy.enabled .enabled (or .annotatedPodsOnly .extra) -}}
{{- fail "validatingPolicy: would refuse pods that ask for sidecars and that annotatedPodsOnly or extra of webhook.matchConditions keep from Injector; leave these out, or set validatingPolicy.enabled: false" -}}
{{- end -}}
{{- end -}}
{{- end -}}
