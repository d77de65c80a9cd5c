using System.Text.Json.Nodes;
using Injector.Testing.FakeApiServer;

namespace Injector.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task A_server_that_knows_nothing_of_us_gives_findings_not_errors()
    {
        var run = await AgainstAsync(request => request.Path == "/version" ? request.AnswerAsync("""{"gitVersion":"v9.9.9"}""") : request.RefuseAsync(404, "NotFound"));

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Error.ShouldBeEmpty();
        Findings(run).ShouldContain(finding => finding.StartsWith("ok api-server: Kubernetes v9.9.9 at https://127.0.0.1:", StringComparison.Ordinal));
        Findings(run).ShouldContain("problem webhook-configuration: there is no MutatingWebhookConfiguration injector, so no pod gets sidecars");
    }

    [Fact]
    public async Task What_is_forbidden_is_unknown_and_names_the_right()
    {
        var run = await AgainstAsync(request => request.RefuseAsync(403, "Forbidden", "pods is forbidden: User cannot create resource pods"), "--namespace", "shop");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        Findings(run).ShouldContain("unknown rights: the right to get mutatingwebhookconfigurations/injector is missing");
        Findings(run).ShouldContain("unknown rights: the right to list pods in shop is missing");
        Findings(run).ShouldContain("unknown path: a pod in shop that asks for log-tail was refused before anything could be seen: the right to create pods in shop is missing");
    }

    [Fact]
    public async Task What_the_server_fails_at_is_unknown_with_its_words()
    {
        var run = await AgainstAsync(request => request.RefuseAsync(500, "InternalError", "etcd is away"));

        Findings(run).ShouldContain("unknown rights: the API server refused to list pods: 500 InternalError: etcd is away");
    }

    [Fact]
    public async Task Credentials_that_are_not_taken_leave_the_cluster_unreached()
    {
        var run = await AgainstAsync(request => request.RefuseAsync(401, "Unauthorized"));

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("does not take the credentials: 401 Unauthorized");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so()
    {
        using var folder = new TemporaryFolder();
        string kubeconfig;
        await using (var server = await FakeServer.StartAsync())
        {
            kubeconfig = Kubeconfig(folder, server);
        }

        var run = CommandRun.Of("check", "--kubeconfig", kubeconfig);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("error: The API server https://127.0.0.1:");
    }

    [Fact]
    public void A_kubeconfig_that_is_not_there_is_a_wrong_input()
    {
        var run = CommandRun.Of("check", "--kubeconfig", "/nowhere/kubeconfig");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("/nowhere/kubeconfig");
    }

    private static List<string> Findings(CommandRun run) =>
        [.. JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(finding => $"{finding!["state"]} {finding["check"]}: {finding["detail"]}")];

    private static async Task<CommandRun> AgainstAsync(Func<FakeRequest, Task> answer, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeServer.StartAsync();
        var run = CommandRun.RunAsync(
            Stream.Null, CancellationToken.None, ["check", "--kubeconfig", Kubeconfig(folder, server), "-o", "json", .. arguments]);
        var next = server.NextAsync();
        while (await Task.WhenAny(run, next) == next)
        {
            await answer(await next);
            next = server.NextAsync();
        }

        return await run;
    }

    private static string Kubeconfig(TemporaryFolder folder, FakeServer server) => folder.Write("kubeconfig", $$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts:
        - {name: fake, context: {cluster: fake, user: fake} }
        clusters:
        - {name: fake, cluster: {server: "{{server.Address.GetLeftPart(UriPartial.Authority)}}", certificate-authority-data: {{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(server.AuthorityPem))}} } }
        users:
        - {name: fake, user: {token: nothing} }
        """);
}
