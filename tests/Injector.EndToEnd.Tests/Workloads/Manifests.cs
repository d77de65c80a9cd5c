namespace Injector.EndToEnd.Tests.Workloads;

/// <summary>Workloads whose pods ask for sidecars.</summary>
internal static class Manifests
{
    internal const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata:
              labels: {app: web}
              annotations:
                injector.io/inject: logging,metrics,log-tail,wait-for
                metrics.injector.io/exporter: nginx
                wait-for.injector.io/targets: tcp://db:5432, http://config/healthz, dns:cache
            spec:
              initContainers:
              - {name: migrate, image: example.test/migrate}
              containers:
              - name: web
                image: example.test/web # of the day
                ports: [{containerPort: 8080}]
                resources: {requests: {cpu: 100m}}
        """;

    internal const string StatefulSet = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 1
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata:
              labels: {app: db}
              annotations:
                injector.io/inject: metrics
                metrics.injector.io/exporter: postgres
                metrics.injector.io/secretName: db-credentials
            spec:
              containers:
              - {name: db, image: example.test/db, volumeMounts: [{name: files, mountPath: /var/lib/db}]}
          volumeClaimTemplates:
          - metadata: {name: files}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """;

    /// <summary>A Job that is complete when its container ends.</summary>
    internal static string Job(string annotations) => $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: report}
        spec:
          template:
            metadata:
              labels: {app: report}
              annotations: {{annotations}}
            spec:
              restartPolicy: Never
              containers: [{name: report, image: example.test/report}]
        """;

    /// <summary>A CronJob that never runs by itself while a test waits.</summary>
    /// <param name="apiVersion"><c>batch/v1</c> since 1.21, <c>batch/v1beta1</c> before.</param>
    /// <param name="annotations">Annotations of the pods, in YAML's flow style.</param>
    internal static string CronJob(string apiVersion, string annotations) => $$"""
        apiVersion: {{apiVersion}}
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 3 1 1 *"
          jobTemplate:
            spec:
              template:
                metadata:
                  labels: {app: nightly}
                  annotations: {{annotations}}
                spec:
                  restartPolicy: OnFailure
                  containers: [{name: report, image: example.test/report}]
        """;
}
