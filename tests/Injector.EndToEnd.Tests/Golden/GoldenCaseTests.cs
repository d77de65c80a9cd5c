using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.EndToEnd.Tests.Offline;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;
using Injector.Testing.Golden;

namespace Injector.EndToEnd.Tests.Golden;

/// <summary>Every golden case three ways: through the API server, by the engine's patch applied here, and through the command line.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class GoldenCaseTests(GoldenNamespaces namespaces) : IClassFixture<GoldenNamespaces>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-golden-");

    public static IEnumerable<object[]> CasesForEveryServer => Cases(needNewerFields: false);

    public static IEnumerable<object[]> CasesWithNewerFields => Cases(needNewerFields: true);

    [ControlPlaneTheory]
    [MemberData(nameof(CasesForEveryServer))]
    public Task The_API_server_the_engine_and_the_command_line_agree(string name) => ExpectAgreementAsync(name);

    [ControlPlaneTheory("1.34")]
    [MemberData(nameof(CasesWithNewerFields))]
    public Task They_agree_on_fields_that_older_servers_drop(string name) => ExpectAgreementAsync(name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<object[]> Cases(bool needNewerFields) => GoldenCases.Names.Where(
        row => GoldenCase.Load((string)row[0]) is { IsForApiServer: true } golden && GoldenRun.NeedsNewerFields(golden) == needNewerFields);

    private async Task ExpectAgreementAsync(string name)
    {
        var run = new GoldenRun(GoldenCase.Load(name), namespaces.Cluster.ControlPlane.ServerVersion);
        var result = run.Result(BuildVersion.Number);
        var configuration = Write("injector.yaml", run.Configuration(WriteNamespace(run.Golden)));
        await using var webhook = await InjectorWebhook.StartAsync(
            namespaces.Cluster, ServerConfigurationFile.Read(configuration), served: (GoldenNamespaces.Label, namespaces.Probe));

        var answer = await namespaces.Client.CreateAsync(Pods(run.Golden.Namespace), run.Pod);
        var offline = await OfflineInjection.RunAsync(
            run.Pod.ToJsonString(), "-o", "json", "--config", configuration, "--namespace", run.Golden.Namespace);

        if (result.Decision is InjectionDecision.Deny deny)
        {
            ExpectDenial(deny, webhook, answer, offline);
            return;
        }

        await ExpectPodAsync(run, result, answer, offline);
    }

    private static void ExpectDenial(InjectionDecision.Deny deny, InjectorWebhook webhook, ApiResponse answer, OfflineInjection offline)
    {
        ((int)answer.Status).ShouldBe(deny.StatusCode, answer.Message);
        answer.Message.ShouldBe($"admission webhook \"{webhook.Name}.end-to-end.test\" denied the request: {deny.Message}");
        offline.ExitCode.ShouldBe(1);
        offline.Output.ShouldBeEmpty();
        offline.Errors.ShouldContain(deny.Message);
    }

    private async Task ExpectPodAsync(GoldenRun run, InjectionResult result, ApiResponse answer, OfflineInjection offline)
    {
        var stored = answer.Ensure();
        await DeleteAsync(run.Golden.Namespace, stored);
        answer.Warnings.ShouldBe(result.Warnings.Select(warning => warning.ToString()));
        var patched = await StoreWithoutWebhookAsync(run.Patched(result));
        ComparablePod.Text(stored).ShouldBe(ComparablePod.Text(patched));
        offline.ExitCode.ShouldBe(0, offline.Errors);
        var injected = await StoreWithoutWebhookAsync(JsonNode.Parse(offline.Output)!);

        // The note of why a pod is skipped is for pods: a manifest stays as it is.
        var expected = result.Decision is InjectionDecision.Skip ? await StoreWithoutWebhookAsync(run.Pod) : stored;
        ComparablePod.Text(expected).ShouldBe(ComparablePod.Text(injected));
    }

    private async Task<JsonObject> StoreWithoutWebhookAsync(JsonNode pod)
    {
        var stored = await namespaces.Client.CreateAsync(Pods(namespaces.WithoutWebhook), pod).EnsureAsync();
        await DeleteAsync(namespaces.WithoutWebhook, stored);
        return stored;
    }

    private Task<JsonObject> DeleteAsync(string @namespace, JsonObject pod) => namespaces.Client.DeleteAsync($"{Pods(@namespace)}/{pod.Name()}").EnsureAsync();

    private static string Pods(string @namespace) => $"/api/v1/namespaces/{@namespace}/pods";

    private string? WriteNamespace(GoldenCase golden)
    {
        if (golden.NamespaceManifest is not { } manifest)
        {
            return null;
        }

        manifest["metadata"]!["name"] = golden.Namespace;
        return Write("namespaces.json", manifest.ToJsonString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
