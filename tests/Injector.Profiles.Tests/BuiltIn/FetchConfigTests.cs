using System.Diagnostics;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Tests.Files;
using Injector.Testing.ControlPlane;

namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>The container of fetch-config with curl itself.</summary>
public sealed class FetchConfigTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [CurlFact]
    public async Task Writes_what_the_server_sends_into_the_file()
    {
        await using var server = new AnsweringServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nmode: on\n");

        var (code, error) = await RunAsync(server);

        code.ShouldBe(0, error);
        (await server.FirstRequest).ShouldStartWith("GET /shop/app.yaml HTTP/1.1\r\n");
        (await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.yaml"))).ShouldBe("mode: on\n");
    }

    [CurlFact]
    public async Task Fails_with_the_servers_status_and_leaves_no_file()
    {
        await using var server = new AnsweringServer("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone");

        var (code, error) = await RunAsync(server);

        code.ShouldBe(22);
        error.ShouldContain("404");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    [CurlFact]
    public async Task Takes_a_secret_header_to_no_other_place()
    {
        await using var server = new AnsweringServer("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.invalid/\r\nContent-Length: 5\r\nConnection: close\r\n\r\nmoved");

        var (code, error) = await RunAsync(server, headerSecret: true);

        (await server.FirstRequest).ShouldContain("X-Token: secret\r\n");
        code.ShouldBe(47, error);
        error.ShouldContain("Maximum (0) redirects followed");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    [CurlFact]
    public async Task Follows_redirects_to_https_only()
    {
        await using var server = new AnsweringServer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{port}/\r\nContent-Length: 5\r\nConnection: close\r\n\r\nmoved");

        var (code, error) = await RunAsync(server);

        code.ShouldBe(1, error);
        error.ShouldContain("http");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    private async Task<(int Code, string Error)> RunAsync(AnsweringServer server, bool headerSecret = false)
    {
        var container = BuiltInProfiles.Load().Single(profile => profile.Name == "fetch-config").InitContainers[0];
        var values = new Dictionary<string, TemplateValue>
        {
            ["url"] = new TemplateValue.Text($"http://127.0.0.1:{server.Port}/shop/app.yaml"),
            ["path"] = new TemplateValue.Text(_directory.Path),
            ["file"] = new TemplateValue.Text("config.yaml"),
            ["timeout"] = new TemplateValue.Integer(30),
        };
        if (headerSecret)
        {
            values["headerSecret"] = new TemplateValue.Text("config-token");
        }

        var header = Path.Combine(_directory.Path, "header");
        await File.WriteAllTextAsync(header, "X-Token: secret\n");
        var words = BusyBox.CommandLine(container, values).Select(word => word.Replace("/etc/fetch-header/header", header, StringComparison.Ordinal));
        var start = new ProcessStartInfo(ProvisionedPrograms.Find("curl")!, words.Skip(1)) { RedirectStandardError = true };

        // A container's environment: no proxies of this machine.
        start.Environment.Clear();
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, error);
    }
}
