using System.Text.Json.Nodes;
using Injector.Certificates;
using Injector.Testing.FakeApiServer;

namespace Injector.Tests.Commands;

public sealed class CheckCommandTests
{
    private const string Configuration = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/injector";

    private const string OneEntry = """
        {"metadata":{"name":"injector"},"webhooks":[{"name":"pods.injector.io","failurePolicy":"Ignore","sideEffects":"None","clientConfig":{"url":"https://127.0.0.1:1/mutate"},
        "rules":[{"operations":["CREATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"],"scope":"Namespaced"}]}]}
        """;

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
    public async Task What_is_forbidden_is_unknown_and_names_the_right_and_nothing_found_out_is_no_success()
    {
        var run = await AgainstAsync(request => request.RefuseAsync(403, "Forbidden", "pods is forbidden: User cannot create resource pods"), "--namespace", "shop");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        Findings(run).ShouldContain("unknown rights: the right to get mutatingwebhookconfigurations/injector is missing");
        Findings(run).ShouldContain("unknown rights: the right to list pods in shop is missing");
        Findings(run).ShouldContain("unknown path: a pod in shop that asks for log-tail was refused before anything could be seen: the right to create pods in shop is missing");
    }

    [Fact]
    public async Task What_the_server_fails_at_is_unknown_with_its_words()
    {
        var run = await AgainstAsync(request => request.RefuseAsync(500, "InternalError", "etcd is down"));

        Findings(run).ShouldContain("unknown rights: the API server refused to list pods: 500 InternalError: etcd is down");
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
            kubeconfig = FakeCluster.Kubeconfig(folder, server);
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

    [Theory]
    [InlineData("pods.injector.io", "problem path: API servers cannot call a webhook for a pod in default that asks for log-tail")]
    [InlineData("scanner.example.test", "unknown path: a pod in default that asks for log-tail was refused before anything could be seen")]
    public async Task Only_entries_of_Injector_are_blamed_for_a_call_that_fails(string entry, string expected)
    {
        var run = await AgainstAsync(request => request switch
        {
            { Path: Configuration } => request.AnswerAsync(OneEntry),
            { Method: "POST" } => request.RefuseAsync(500, "InternalError", $"Internal error occurred: failed calling webhook \"{entry}\": connection refused"),
            _ => request.RefuseAsync(404, "NotFound"),
        });

        Findings(run).ShouldContain(finding => finding.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pods.injector.io", "problem path: a pod in default that asks for log-tail is denied")]
    [InlineData("scanner.example.test", "unknown path: a pod in default that asks for log-tail was refused before anything could be seen")]
    public async Task Only_entries_of_Injector_are_blamed_for_a_denial(string entry, string expected)
    {
        var run = await AgainstAsync(request => request switch
        {
            { Path: Configuration } => request.AnswerAsync(OneEntry),
            { Method: "POST" } => request.RefuseAsync(403, "Forbidden", $"admission webhook \"{entry}\" denied the request: no"),
            _ => request.RefuseAsync(404, "NotFound"),
        });

        Findings(run).ShouldContain(finding => finding.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Secret_that_pods_mount_is_looked_at_rather_than_one_that_is_left_over()
    {
        const string deployments = """
            {"metadata":{},"items":[{"metadata":{"name":"injector"},"spec":{"template":{"metadata":{"labels":{"app.kubernetes.io/name":"injector"}},
            "spec":{"volumes":[{"name":"tls","secret":{"secretName":"mounted"}}]}}}}]}
            """;
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(90), TimeProvider.System);
        using var pair = authority.Issue(new ServerNames(["injector.example.test"], []), TimeSpan.FromDays(90));
        var secret = $$$"""{"data":{"tls.crt":"{{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair.Leaf.ExportCertificatePem()))}}}"}}""";

        var run = await AgainstAsync(request => request switch
        {
            { Path: Configuration } => request.AnswerAsync(OneEntry),
            _ when request.Path.EndsWith("/deployments", StringComparison.Ordinal) => request.AnswerAsync(deployments),
            _ when request.Path.Contains("/secrets/", StringComparison.Ordinal) => request.AnswerAsync(secret),
            _ => request.RefuseAsync(404, "NotFound"),
        });

        Findings(run).ShouldContain(finding => finding.StartsWith("ok certificate: the certificate (Secret injector-system/mounted) is valid", StringComparison.Ordinal));
    }

    private static List<string> Findings(CommandRun run) =>
        [.. JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(finding => $"{finding!["state"]} {finding["check"]}: {finding["detail"]}")];

    private static Task<CommandRun> AgainstAsync(Func<FakeRequest, Task> answer, params string[] arguments) =>
        FakeCluster.QueryAsync(answer, ["check", "-o", "json", .. arguments]);
}
