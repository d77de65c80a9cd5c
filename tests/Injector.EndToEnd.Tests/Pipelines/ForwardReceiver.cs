using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>The far end of the forward protocol: Fluent Bit again, which takes records over TLS from who knows the key, and hands them to a receiver.</summary>
internal sealed class ForwardReceiver : IAsyncDisposable
{
    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private ForwardReceiver(ControlPlaneFolder folder, ServerProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<ForwardReceiver> StartAsync(LogReceiver receiver, TestCertificates certificates, string sharedKey)
    {
        var (folder, port, health) = (new ControlPlaneFolder(), FreePort.Next(), FreePort.Next());
        foreach (var key in (string[])["tls.crt", "tls.key"])
        {
            await File.WriteAllTextAsync(folder.PathOf(key), certificates.Content("server", key));
        }

        var configuration = new JsonObject
        {
            ["service"] = new JsonObject { ["flush"] = 1, ["http_server"] = "on", ["http_listen"] = "127.0.0.1", ["http_port"] = health },
            ["pipeline"] = new JsonObject
            {
                ["inputs"] = new JsonArray(new JsonObject
                {
                    ["name"] = "forward", ["listen"] = "127.0.0.1", ["port"] = port, ["shared_key"] = sharedKey, ["self_hostname"] = "receiver",
                    ["tls"] = "on", ["tls.verify"] = "off", ["tls.crt_file"] = folder.PathOf("tls.crt"), ["tls.key_file"] = folder.PathOf("tls.key"),
                }),
                ["outputs"] = new JsonArray(new JsonObject
                {
                    ["name"] = "http", ["match"] = "*", ["host"] = "127.0.0.1", ["port"] = receiver.Port, ["format"] = "json_lines", ["header_tag"] = "X-Tag",
                }),
            },
        };
        await File.WriteAllTextAsync(folder.PathOf("receiver.yaml"), configuration.ToJsonString());
        var process = ServerProcess.Start(folder, ProvisionedPrograms.Find("fluent-bit")!, ["-c", folder.PathOf("receiver.yaml")]);
        var forward = new ForwardReceiver(folder, process, port);
        using var client = new HttpClient();
        await Readiness.WaitAsync(process, TimeSpan.FromSeconds(60), token => IsUpAsync(client, health, token), CancellationToken.None);
        return forward;
    }

    public string Log => _process.LogTail();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> IsUpAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/api/v1/uptime"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
