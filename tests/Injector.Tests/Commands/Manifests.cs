namespace Injector.Tests.Commands;

/// <summary>Manifests that many tests need.</summary>
internal static class Manifests
{
    public const string RequestingPod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            injector.io/inject: log-tail
        spec:
          containers:
          - name: web
            image: nginx:1.29

        """;

    public const string PlainPod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: web
            image: nginx:1.29

        """;

    public const string ConfigMap = """
        # kept as it is
        apiVersion: v1
        kind: ConfigMap
        metadata: {name:   "odd" }
        data:
          key: 'it''s'   # a comment

        """;

    /// <summary>A workload whose template, at the given path below the object, asks for log-tail.</summary>
    public static string Workload(string apiVersion, string kind, params string[] path)
    {
        var text = $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: thing\n";
        var indent = "";
        foreach (var step in path)
        {
            text += $"{indent}{step}:\n";
            indent += "  ";
        }

        string[] template =
        [
            "metadata:", "  annotations:", "    injector.io/inject: log-tail", "spec:", "  restartPolicy: " + (kind.EndsWith("Job", StringComparison.Ordinal) ? "Never" : "Always"),
            "  containers:", "  - name: web", "    image: nginx:1.29",
        ];
        return text + string.Concat(template.Select(line => $"{indent}{line}\n"));
    }
}
