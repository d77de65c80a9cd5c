using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Offline;
using Injector.EndToEnd.Tests.Programs;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Whether curl, with an application's own variables, asks a proxy for what the ambassador has on localhost, and whether that is told.</summary>
public sealed class ProxiedCallTests
{
    [ProgramTheory("curl", "nginx")]
    [InlineData(".svc")]
    [InlineData("localhost")]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData(".svc,127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    [InlineData("*")]
    public async Task Is_told_where_curl_does_not_arrive_and_what_is_told_makes_it_arrive(string list)
    {
        await using var orders = await NginxBackend.StartAsync("orders");
        var warning = await WarningAsync(orders.Port, list);

        var arrives = await ArrivesAsync(orders.Port, list);

        (warning is null).ShouldBe(arrives, warning);
        if (warning is not null)
        {
            var advice = warning[(warning.IndexOf("no_proxy=", StringComparison.Ordinal) + "no_proxy=".Length)..warning.IndexOf(", else ", StringComparison.Ordinal)];
            (await ArrivesAsync(orders.Port, advice)).ShouldBeTrue(warning);
        }
    }

    private static async Task<bool> ArrivesAsync(int port, string list)
    {
        // Nobody is at the proxy's port.
        string[] variables = [$"http_proxy=http://127.0.0.1:{FreePort.Next()}", $"no_proxy={list}"];
        var (code, output) = await ProgramOutput.OfAsync("/usr/bin/env", ["-i", .. variables, ProvisionedPrograms.Find("curl")!, "--silent", "--max-time", "10", $"http://127.0.0.1:{port}/"]);
        return code == 0 && output.StartsWith("orders", StringComparison.Ordinal);
    }

    private static async Task<string?> WarningAsync(int port, string list)
    {
        var run = await OfflineInjection.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $$"""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop
                  annotations:
                    injector.io/inject: ambassador
                    ambassador.injector.io/upstreams: o@{{port}}=http://o.shop.svc
                spec:
                  containers:
                  - name: w
                    image: registry.example/web:1.0
                    env:
                    - {name: http_proxy, value: "http://p:3128"}
                    - {name: no_proxy, value: "{{list}}"}
                """),
            "-o",
            "json");
        run.ExitCode.ShouldBe(0, run.Errors);
        JsonNode.Parse(run.Output).ShouldNotBeNull();
        return run.Errors.Split('\n').FirstOrDefault(line => line.Contains("needs no_proxy=", StringComparison.Ordinal));
    }
}
