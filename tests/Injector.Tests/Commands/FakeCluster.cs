using System.Text;
using Injector.Testing.FakeApiServer;

namespace Injector.Tests.Commands;

/// <summary>Runs commands against an API server whose part the test plays.</summary>
internal static class FakeCluster
{
    /// <summary>Runs a command; the option that names the server is added.</summary>
    public static Task<CommandRun> QueryAsync(Func<FakeRequest, Task> answer, params string[] arguments) =>
        QueryAsync(answer, TimeProvider.System, showsProgress: false, arguments);

    /// <summary>Runs a command that waits by a clock of the test's own.</summary>
    public static async Task<CommandRun> QueryAsync(Func<FakeRequest, Task> answer, TimeProvider time, bool showsProgress, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeServer.StartAsync();
        var run = CommandRun.RunAsync(Stream.Null, time, showsProgress, CancellationToken.None, [.. arguments, "--kubeconfig", Kubeconfig(folder, server)]);
        var next = server.NextAsync();
        while (await Task.WhenAny(run, next) == next)
        {
            await answer(await next);
            next = server.NextAsync();
        }

        return await run;
    }

    public static string Kubeconfig(TemporaryFolder folder, FakeServer server) => folder.Write("kubeconfig", $$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts:
        - {name: fake, context: {cluster: fake, user: fake} }
        clusters:
        - {name: fake, cluster: {server: "{{server.Address.GetLeftPart(UriPartial.Authority)}}", certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(server.AuthorityPem))}} } }
        users:
        - {name: fake, user: {token: nothing} }
        """);
}
