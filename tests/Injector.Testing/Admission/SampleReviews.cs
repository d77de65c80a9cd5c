using System.Text;

namespace Injector.Testing.Admission;

/// <summary>Reviews as an API server sends them: about 5 KB, a pod of a Deployment with one container, defaults filled in.</summary>
public static class SampleReviews
{
    /// <summary>Asks for three profiles.</summary>
    public static byte[] ThreeProfiles { get; } = Review("\"injector.io/inject\":\"logging,metrics,log-tail\",\"metrics.injector.io/exporter\":\"nginx\",", env: 20);

    /// <summary>Asks for an ambassador with two upstreams and an inbound route.</summary>
    public static byte[] Ambassador { get; } = Review(
        "\"injector.io/inject\":\"ambassador\","
        + "\"ambassador.injector.io/upstreams\":\"orders=http://orders.shop.svc:8080?timeout=2s,db@5432=tcp://db.shop.svc:5432\","
        + "\"ambassador.injector.io/inbound\":\"8443=https://localhost:8080?cert=web-tls\",",
        env: 20);

    /// <summary>Asks for nothing.</summary>
    public static byte[] NotRequested { get; } = Review("", env: 20);

    /// <summary>Asks for three profiles and has 2000 environment variables.</summary>
    public static byte[] Large { get; } = Review("\"injector.io/inject\":\"logging,metrics,log-tail\",\"metrics.injector.io/exporter\":\"nginx\",", env: 2000);

    private static byte[] Review(string annotations, int env)
    {
        var variables = string.Join(',', Enumerable.Range(0, env).Select(i => $$"""{"name":"SETTING_{{i}}","value":"some value that an application needs {{i}}"}"""));
        return Encoding.UTF8.GetBytes("""
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5-6393-11e8-b7cc-42010a800002",
            "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
            "requestKind":{"group":"","version":"v1","kind":"Pod"},"requestResource":{"group":"","version":"v1","resource":"pods"},
            "namespace":"shop","operation":"CREATE","userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller",
            "uid":"a1b2c3","groups":["system:serviceaccounts","system:serviceaccounts:kube-system","system:authenticated"]},
            "object":{"kind":"Pod","apiVersion":"v1","metadata":{"generateName":"web-5d4f8c7b9-","creationTimestamp":null,
            "labels":{"app":"web","pod-template-hash":"5d4f8c7b9"},"annotations":{ANNOTATIONS"example.com/team":"shop"},
            "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-5d4f8c7b9","uid":"u","controller":true,"blockOwnerDeletion":true}],
            "managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"2026-11-21T00:00:00Z",
            "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:generateName":{},"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{}}},
            "f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{},"f:ports":{".":{}},"f:resources":{}}}}}}]},
            "spec":{"volumes":[{"name":"kube-api-access-x7k2p","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
            {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}],"defaultMode":420}}],
            "containers":[{"name":"web","image":"docker.io/library/nginx:1.28","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
            "env":[VARIABLES],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},
            "volumeMounts":[{"name":"kube-api-access-x7k2p","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
            "livenessProbe":{"httpGet":{"path":"/healthz","port":8080,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],
            "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default","serviceAccount":"default",
            "securityContext":{},"schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
            "priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},"status":{}},"oldObject":null,"dryRun":false,
            "options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}
            """.Replace("ANNOTATIONS", annotations, StringComparison.Ordinal).Replace("VARIABLES", variables, StringComparison.Ordinal));
    }
}
