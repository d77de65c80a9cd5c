using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Testing.FakeApiServer;
using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

/// <summary>A cluster in which Injector is set up as the chart does it, with the pods of a test.</summary>
internal sealed class DriftingCluster
{
    private const string Configuration = """
        {"metadata": {"name": "injector"}, "webhooks": [{"name": "pods.injector.io", "failurePolicy": "Ignore", "clientConfig": {"service": {"namespace": "injector-system", "name": "injector"} },
        "rules": [{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"]}],
        "namespaceSelector": {"matchExpressions": [{"key": "injector.io/injection", "operator": "NotIn", "values": ["disabled"]}]} }]}
        """;

    private readonly List<JsonObject> _pods = [];

    /// <summary>Tag of the image that Injector's Deployment runs.</summary>
    public string Release { get; init; } = Injector.Server.Options.BuildVersion.Number;

    /// <summary>Content of the webhook's <c>config.yaml</c>.</summary>
    public string Settings { get; init; } = "sidecarMode: auto";

    /// <summary>Annotations of the namespace <c>shop</c>.</summary>
    public string Annotations { get; init; } = "{}";

    /// <summary>Labels of the namespace <c>shop</c>.</summary>
    public string Labels { get; init; } = "{}";

    /// <summary>SidecarProfile objects, as JSON between commas.</summary>
    public string Profiles { get; init; } = "";

    /// <summary>Whether the webhook configuration is there.</summary>
    public bool HasWebhook { get; init; } = true;

    /// <summary>Further objects, as JSON, by their paths.</summary>
    public Dictionary<string, string> Objects { get; init; } = [];

    /// <summary>Pods in a page.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Paths that are refused because a right is missing.</summary>
    public Func<FakeRequest, bool> Forbids { get; init; } = static _ => false;

    public DriftingCluster With(params ReadOnlySpan<JsonObject> pods)
    {
        _pods.AddRange(pods);
        return this;
    }

    /// <summary>Runs <c>injector drift</c>.</summary>
    public Task<CommandRun> RunAsync(params string[] arguments) => FakeCluster.QueryAsync(AnswerAsync, ["drift", .. arguments]);

    /// <summary>Runs <c>injector version</c>.</summary>
    public Task<CommandRun> VersionAsync(params string[] arguments) => FakeCluster.QueryAsync(AnswerAsync, ["version", .. arguments]);

    /// <summary>Runs <c>injector check</c>.</summary>
    public Task<CommandRun> CheckAsync(params string[] arguments) => FakeCluster.QueryAsync(AnswerAsync, ["check", .. arguments]);

    /// <summary>Runs any command that asks a cluster.</summary>
    public Task<CommandRun> CommandAsync(params string[] arguments) => FakeCluster.QueryAsync(AnswerAsync, arguments);

    /// <summary>The differences that <c>injector drift</c> finds in its only finding, each as <c>path: is -> would be</c>.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "-o", "json"]);
        var workloads = JsonNode.Parse(run.Output)!["workloads"]!.AsArray();
        return workloads.Count == 0
            ? []
            :
            [
                .. workloads[0]!["findings"]![0]!["differences"]!.AsArray()
                    .Select(difference => $"{difference!["path"]}: {difference["is"]?.ToString() ?? "(none)"} -> {difference["wouldBe"]?.ToString() ?? "(none)"}"),
            ];
    }

    private Task AnswerAsync(FakeRequest request) => request.Path switch
    {
        _ when Forbids(request) => request.RefuseAsync(403, "Forbidden"),
        _ when Objects.TryGetValue(request.Path, out var found) => request.AnswerAsync(found),
        "/version" => request.AnswerAsync("""{"gitVersion": "v1.34.1"}"""),
        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/injector" when HasWebhook => request.AnswerAsync(Configuration),
        "/apis/apps/v1/namespaces/injector-system/deployments" => request.AnswerAsync(List($$"""
            {"metadata": {"name": "injector"}, "spec": {"template": {"metadata": {"labels": {"app.kubernetes.io/name": "injector"} },
            "spec": {"containers": [{"image": "registry.example:5000/injector:{{Release}}@sha256:0"}], "volumes": [{"configMap": {"name": "injector"} }]} } } }
            """)),
        "/api/v1/namespaces/injector-system/configmaps/injector" =>
            request.AnswerAsync(new JsonObject { ["data"] = new JsonObject { ["config.yaml"] = Settings } }.ToJsonString()),
        "/api/v1/namespaces" => request.AnswerAsync(List($$"""{"metadata": {"name": "shop", "labels": {{Labels}}, "annotations": {{Annotations}} } }, {"metadata": {"name": "injector-system"} }""")),
        "/apis/injector.io/v1alpha1/namespaces/shop/sidecarprofiles" => request.AnswerAsync(List("")),
        "/apis/injector.io/v1alpha1/sidecarprofiles" or "/apis/injector.io/v1alpha1/namespaces/injector-system/sidecarprofiles" => request.AnswerAsync(List(Profiles)),
        "/api/v1/pods" or "/api/v1/namespaces/shop/pods" => request.AnswerAsync(Page(request)),
        _ => request.RefuseAsync(404, "NotFound"),
    };

    private string Page(FakeRequest request)
    {
        var from = int.Parse(request.Query.GetValueOrDefault("continue", "0"), CultureInfo.InvariantCulture);
        var next = from + PageSize < _pods.Count ? $$"""{"continue": "{{from + PageSize}}"}""" : "{}";
        return $$"""{"metadata": {{next}}, "items": [{{string.Join(',', _pods.Skip(from).Take(PageSize).Select(pod => pod.ToJsonString()))}}]}""";
    }

    private static string List(string items) => $$"""{"metadata": {}, "items": [{{items}}]}""";
}
