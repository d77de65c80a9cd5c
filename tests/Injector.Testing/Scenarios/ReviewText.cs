using System.Globalization;

namespace Injector.Testing.Scenarios;

/// <summary>Writes a review as an API server sends it for a pod that the controller of a ReplicaSet creates.</summary>
internal static class ReviewText
{
    /// <summary>Line breaks are for whoever reads this; a server sends none.</summary>
    private const string Text = """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"UID",
        "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
        "requestKind":{"group":"","version":"v1","kind":"Pod"},"requestResource":{"group":"","version":"v1","resource":"pods"},
        "namespace":"shop","operation":"CREATE","userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller",
        "uid":"a1b2c3d4-0000-4000-8000-000000000001","groups":["system:serviceaccounts","system:serviceaccounts:kube-system","system:authenticated"]},
        "object":{"kind":"Pod","apiVersion":"v1","metadata":{"generateName":"NAME-HASH-","creationTimestamp":null,
        "labels":{"app":"NAME","pod-template-hash":"HASH","team":"TEAM"},"annotations":{ANNOTATIONS"example.com/owner":"TEAM"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"NAME-HASH","uid":"OWNER","controller":true,"blockOwnerDeletion":true}],
        "managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"TIME",
        "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:example.com/owner":{}},"f:generateName":{},"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{},"f:team":{}}},
        "f:spec":{"f:containers":{"k:{\"name\":\"NAME\"}":{".":{},"f:env":{".":{}},"f:image":{},"f:name":{},"f:ports":{".":{}},"f:resources":{}}}}}}]},
        "spec":{"volumes":[{"name":"NAME-settings","configMap":{"name":"NAME-settings","defaultMode":420}},
        {"name":"TOKEN","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
        {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}],"defaultMode":420}}],
        "containers":[{"name":"NAME","image":"IMAGE","ports":[{"name":"http","containerPort":PORT,"protocol":"TCP"}],
        "env":[VARIABLES],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},
        "volumeMounts":[{"name":"NAME-settings","readOnly":true,"mountPath":"/etc/NAME"},{"name":"TOKEN","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
        "livenessProbe":{"httpGet":{"path":"/healthz","port":PORT,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
        "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],
        "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default","serviceAccount":"default",
        "securityContext":{},"schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
        "priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},"status":{}},"oldObject":null,"dryRun":false,
        "options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}
        """;

    private static readonly string Line = Text.ReplaceLineEndings("");

    public static string Write(PodTemplate template, PodInstance pod, string annotations, int variables, int valueLength)
    {
        var env = Enumerable.Range(0, variables).Select(index => $$"""{"name":"{{Prefix(template)}}_{{index}}","value":"{{template.Value(index, valueLength)}}"}""");
        return Line
            .Replace("UID", pod.Uid, StringComparison.Ordinal)
            .Replace("TIME", pod.Time, StringComparison.Ordinal)
            .Replace("TOKEN", pod.TokenVolume, StringComparison.Ordinal)
            .Replace("OWNER", PodInstance.MakeUid(template.Number, 11), StringComparison.Ordinal)
            .Replace("NAME", template.Name, StringComparison.Ordinal)
            .Replace("HASH", template.Hash, StringComparison.Ordinal)
            .Replace("TEAM", template.Team, StringComparison.Ordinal)
            .Replace("IMAGE", template.Image, StringComparison.Ordinal)
            .Replace("PORT", template.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("ANNOTATIONS", annotations, StringComparison.Ordinal)
            .Replace("VARIABLES", string.Join(',', env), StringComparison.Ordinal);
    }

    private static string Prefix(PodTemplate template) => template.Name.ToUpperInvariant().Replace('-', '_');
}
