using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Published;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>The product's server, registered with the API server for namespaces of its own.</summary>
public sealed class InjectorWebhook : IAsyncDisposable
{
    private static int _count;

    private readonly ControlPlaneFixture _controlPlane;
    private WebhookRegistration? _registration;

    private InjectorWebhook(ControlPlaneFixture controlPlane, ServedInjector running, string name, string label)
    {
        _controlPlane = controlPlane;
        Running = running;
        Name = name;
        NamespaceLabels = LabelsFor(label);
    }

    /// <summary>The server.</summary>
    public ServedInjector Running { get; }

    /// <summary>Name of the webhook configuration.</summary>
    public string Name { get; }

    /// <summary>The labels by which a namespace comes under the webhook.</summary>
    public IReadOnlyDictionary<string, string> NamespaceLabels { get; }

    /// <summary>The labels by which a namespace comes under webhooks that were started for this value.</summary>
    public static IReadOnlyDictionary<string, string> LabelsFor(string label) => new Dictionary<string, string> { [MutatingWebhook.LabelKey] = label };

    /// <summary>Options for a server that tells the API server's own version.</summary>
    public static ServerOptions OptionsFor(LocalControlPlane controlPlane) => new()
    {
        Listen = "127.0.0.1:0",
        AdminListen = "127.0.0.1:0",
        ShowProfiles = true,
        KubernetesVersion = controlPlane.ServerVersion.ToString(2),
        LogLevel = LogLevel.None,
    };

    /// <summary>Starts the server, registers it and waits until the API server calls it.</summary>
    /// <param name="controlPlane">The control plane.</param>
    /// <param name="options">Options of the server; those of <see cref="OptionsFor"/> when not given.</param>
    /// <param name="failurePolicy"><c>Fail</c> or <c>Ignore</c>.</param>
    /// <param name="authorityPem">The authority of the certificate in the options' files.</param>
    /// <param name="served">Namespaces that exist already: the value of their label, and one to try the webhook in.</param>
    public static async Task<InjectorWebhook> StartAsync(
        ControlPlaneFixture controlPlane,
        ServerOptions? options = null,
        string failurePolicy = "Fail",
        string? authorityPem = null,
        (string Label, string ProbeNamespace)? served = null)
    {
        options ??= OptionsFor(controlPlane.ControlPlane);
        var running = await ServedInjector.StartAsync(options);
        var name = string.Create(CultureInfo.InvariantCulture, $"injector-{Interlocked.Increment(ref _count)}");
        var webhook = new InjectorWebhook(controlPlane, running, name, served?.Label ?? name);
        try
        {
            var entry = new MutatingWebhook(name, running.Address, authorityPem ?? running.AuthorityPem!, served?.Label ?? name) { FailurePolicy = failurePolicy };
            webhook._registration = await WebhookRegistration.RegisterAsync(
                controlPlane.Client,
                entry,
                served?.ProbeNamespace ?? await webhook.NewNamespaceAsync(),
                Probe(options.AnnotationPrefix),
                pod => IsInjected(pod, options.AnnotationPrefix));
            return webhook;
        }
        catch
        {
            await webhook.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a namespace whose pods go through the webhook.</summary>
    public Task<string> NewNamespaceAsync() => _controlPlane.NewNamespaceAsync(NamespaceLabels);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_registration is not null)
        {
            await _registration.DisposeAsync();
        }

        await Running.DisposeAsync();
    }

    private static JsonObject Probe(string prefix) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "probe", ["annotations"] = new JsonObject { [$"{prefix}/inject"] = "log-tail" } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" }) },
    };

    private static bool IsInjected(JsonObject pod, string prefix) => pod["metadata"]?["annotations"]?[$"{prefix}/status"] is not null;
}
