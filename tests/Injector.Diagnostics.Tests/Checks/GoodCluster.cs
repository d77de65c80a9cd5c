using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Certificates;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Profiles.BuiltIn;
using Injector.Testing;

namespace Injector.Diagnostics.Tests.Checks;

/// <summary>The facts of a cluster in which nothing is wrong, read from JSON as an API server sends it; tests change one thing.</summary>
internal static class GoodCluster
{
    public const string ServerName = "injector.injector-system.svc";

    /// <summary>Version of the program that looks.</summary>
    public const string ProgramVersion = "9.9.9";

    /// <summary>The moment of the checks.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly (X509Certificate2 Leaf, string Authority) Certificate = Issue(ServerName, TimeSpan.FromDays(90));

    public static ClusterFacts Facts => new()
    {
        Server = new Uri("https://api.example.test:6443/"),
        Version = "v1.34.1",
        Scope = new CheckScope(),
        Now = Now,
        ProgramVersion = ProgramVersion,
        OwnNamespace = "injector-system",
        Mutating = Reading<WebhookConfiguration>.Of(Mutating()),
        AllMutating = Reading<ImmutableArray<WebhookConfiguration>>.Of([Mutating()]),
        Validating = Reading<WebhookConfiguration>.Of(new WebhookConfiguration(WebhookConfiguration.Validating, "injector", [])),
        Service = Reading<ServingService>.Of(ServingService.Read(Json(
            """{"metadata": {"namespace": "injector-system", "name": "injector"}, "spec": {"selector": {"app": "injector"}, "ports": [{"port": 443, "targetPort": "https"}]}}"""))),
        Endpoints = Reading<ServiceEndpoints>.Of(new ServiceEndpoints(2, 0)),
        Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([Deployment()]),
        DisruptionBudgets = Reading<ImmutableArray<DisruptionBudget>>.Of(
            [DisruptionBudget.Read(Json("""{"metadata": {"name": "injector"}, "spec": {"selector": {"matchLabels": {"app": "injector"}}}}"""))]),
        Stored = Reading<SeenCertificate>.Of(Seen(Certificate.Leaf)),
        Trials = [new PodDryRun("default", "log-tail", DryRunOutcome.Injected, "")],
        ProfileObjects = Reading<ImmutableArray<Injector.Profiles.Resource.ProfileObject>>.Of([]),
        Catalogue = ProfileCatalogue.Create(BuiltInProfiles.Load()),
        IsCatalogueWhole = true,
        Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of(
        [
            Namespace("default"),
            Namespace("injector-system", """{"injector.io/injection": "disabled"}"""),
            Namespace("kube-system", """{"injector.io/injection": "disabled"}"""),
            Namespace("payments", """{"injector.io/injection": "required"}"""),
        ]),
        Workloads = Reading<ImmutableArray<ClusterWorkload>>.Of([]),
        Pods = Reading<ImmutableArray<ClusterPod>>.Of([]),
    };

    public static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    public static SeenCertificate Seen(X509Certificate2 leaf) => new("Secret injector-system/injector-certificates", leaf, []);

    /// <summary>A certificate that is valid from a day before <see cref="Now"/>.</summary>
    public static (X509Certificate2 Leaf, string Authority) Issue(string name, TimeSpan lifetime)
    {
        using var authority = CertificateAuthority.Create("Test authority", TimeSpan.FromDays(3650), new ManualTimeProvider(Now - TimeSpan.FromDays(1)));
        using var pair = authority.Issue(new ServerNames([name], []), lifetime);
        return (X509CertificateLoader.LoadCertificate(pair.Leaf.RawData), authority.CertificatePem);
    }

    /// <summary>The mutating configuration, each entry changed.</summary>
    public static WebhookConfiguration Mutating(Action<JsonObject>? change = null)
    {
        var configuration = Json("""{"metadata": {"name": "injector"}, "webhooks": []}""");
        foreach (var (name, policy, expression) in (ReadOnlySpan<(string, string, string)>)
            [
                ("pods.injector.io", "Ignore", """{"key": "injector.io/injection", "operator": "NotIn", "values": ["disabled", "required"]}"""),
                ("required.injector.io", "Fail", """{"key": "injector.io/injection", "operator": "In", "values": ["required"]}"""),
            ])
        {
            var entry = Entry(name, policy, expression);
            change?.Invoke(entry);
            configuration["webhooks"]!.AsArray().Add((JsonNode)entry);
        }

        return WebhookConfiguration.Read(WebhookConfiguration.Mutating, configuration);
    }

    public static ServingDeployment Deployment(int wanted = 2, int ready = 2, int port = 8443, string release = "", string annotations = "{}") => ServingDeployment.Read(Json($$"""
        {"metadata": {"name": "injector", "labels": {"app.kubernetes.io/version": "{{release}}"}, "annotations": {{annotations}} }, "spec": {"replicas": {{wanted}}, "template": {"metadata": {"labels": {"app": "injector"} }, "spec": {"containers": [{"ports": [{"name": "admin", "containerPort": 9443}, {"name": "https", "containerPort": {{port}} }]}]} } }, "status": {"readyReplicas": {{ready}} } }
        """));

    public static ClusterNamespace Namespace(string name, string labels = "{}", string annotations = "{}") =>
        ClusterNamespace.Read(Json($$"""{"metadata": {"name": "{{name}}", "labels": {{labels}}, "annotations": {{annotations}} } }"""));

    public static ClusterPod Pod(string name, string annotations = "{}", string labels = "{}", string owner = "") => ClusterPod.Read(Json(
        $$"""{"metadata": {"namespace": "shop", "name": "{{name}}", "labels": {{labels}}, "annotations": {{annotations}}, "ownerReferences": [{{owner}}] } }"""));

    private static JsonObject Entry(string name, string policy, string expression)
    {
        var entry = Json($$"""
            {"name": "{{name}}", "failurePolicy": "{{policy}}", "sideEffects": "None", "reinvocationPolicy": "IfNeeded", "timeoutSeconds": 5,
            "clientConfig": {"service": {"namespace": "injector-system", "name": "injector", "path": "/mutate"} },
            "rules": [{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "scope": "Namespaced"}],
            "namespaceSelector": {"matchExpressions": [{{expression}}] } }
            """);
        entry["clientConfig"]!["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Certificate.Authority));
        return entry;
    }
}
