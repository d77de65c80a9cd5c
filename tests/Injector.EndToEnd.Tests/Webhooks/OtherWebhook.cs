using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Injector.Certificates;
using Injector.Testing.ControlPlane;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>Somebody else's mutating webhook, such as a mesh's: it adds the container <c>mesh</c> to every pod that lacks it.</summary>
internal sealed class OtherWebhook : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EphemeralCertificate _certificate;
    private readonly ConcurrentQueue<int> _containersSeen = new();
    private WebhookRegistration? _registration;

    private OtherWebhook()
    {
        _certificate = EphemeralCertificate.Create("localhost", TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(_certificate.Pair.Leaf)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>How many containers the pod of each stored call had, in the order of the calls.</summary>
    internal IReadOnlyList<int> ContainersSeen => [.. _containersSeen];

    /// <summary>Starts it and has it called for the same namespaces as Injector.</summary>
    /// <param name="fixture">The control plane.</param>
    /// <param name="injector">Injector's own webhook.</param>
    /// <param name="name">Sorted among the webhooks' names, it says which comes first.</param>
    internal static async Task<OtherWebhook> StartAsync(ControlPlaneFixture fixture, InjectorWebhook injector, string name)
    {
        var webhook = new OtherWebhook();
        await webhook._app.StartAsync();
        var address = webhook._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var entry = new MutatingWebhook(name, new Uri(address), webhook._certificate.AuthorityPem, injector.Name);
        webhook._registration = await WebhookRegistration.RegisterAsync(
            fixture.Client, entry, await injector.NewNamespaceAsync(), Probe(), pod => pod["spec"]!["containers"]!.AsArray().Count > 1);
        return webhook;
    }

    public async ValueTask DisposeAsync()
    {
        if (_registration is not null)
        {
            await _registration.DisposeAsync();
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var request = review["request"]!;
        var containers = request["object"]!["spec"]!["containers"]!.AsArray();
        if (!(bool)request["dryRun"]!)
        {
            _containersSeen.Enqueue(containers.Count);
        }

        var response = new JsonObject { ["uid"] = request["uid"]!.DeepClone(), ["allowed"] = true };
        if (containers.All(container => container!["name"]!.ToString() != "mesh"))
        {
            response["patchType"] = "JSONPatch";
            response["patch"] = Convert.ToBase64String("""
                [{"op": "add", "path": "/spec/containers/-", "value": {"name": "mesh", "image": "example.test/mesh"}}]
                """u8);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString());
    }

    private static JsonObject Probe() => JsonNode.Parse("""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe"}, "spec": {"containers": [{"name": "web", "image": "example.test/web"}]}}
        """)!.AsObject();
}
