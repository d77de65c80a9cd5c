using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public FetchConfigTests() => _server.Start();

    public void Dispose()
    {
        _server.Dispose();
        _directory.Dispose();
    }

    [CurlFact]
    public async Task Writes_what_the_server_sends_into_the_file()
    {
        var serving = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nmode: on\n");

        var (code, error) = await RunAsync();

        code.ShouldBe(0, error);
        (await serving).ShouldStartWith("GET /shop/app.yaml HTTP/1.1\r\n");
        (await File.ReadAllTextAsync(Path.Combine(_directory.Path, "config.yaml"))).ShouldBe("mode: on\n");
    }

    [CurlFact]
    public async Task Fails_with_the_servers_status_and_leaves_no_file()
    {
        var serving = ServeAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone");

        var (code, error) = await RunAsync();

        await serving;
        code.ShouldBe(22);
        error.ShouldContain("404");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    [CurlFact]
    public async Task Takes_a_secret_header_to_no_other_place()
    {
        var serving = ServeAsync("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.invalid/\r\nContent-Length: 5\r\nConnection: close\r\n\r\nmoved");

        var (code, error) = await RunAsync(headerSecret: true);

        (await serving).ShouldContain("X-Token: secret\r\n");
        code.ShouldBe(47, error);
        error.ShouldContain("Maximum (0) redirects followed");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    [CurlFact]
    public async Task Follows_redirects_to_https_only()
    {
        var port = ((IPEndPoint)_server.LocalEndpoint).Port;
        var serving = ServeAsync($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{port}/\r\nContent-Length: 5\r\nConnection: close\r\n\r\nmoved");

        var (code, error) = await RunAsync();

        await serving;
        code.ShouldBe(1, error);
        error.ShouldContain("http");
        File.Exists(Path.Combine(_directory.Path, "config.yaml")).ShouldBeFalse();
    }

    private async Task<string> ServeAsync(string response)
    {
        using var client = await _server.AcceptTcpClientAsync().WaitAsync(Patience);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var length = await stream.ReadAsync(buffer);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(response));
        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    private async Task<(int Code, string Error)> RunAsync(bool headerSecret = false)
    {
        var container = BuiltInProfiles.Load().Single(profile => profile.Name == "fetch-config").InitContainers[0];
        var values = new Dictionary<string, TemplateValue>
        {
            ["url"] = new TemplateValue.Text($"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}/shop/app.yaml"),
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
