using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Has API servers begin to call: writes the rules of entries that have none, which are never called. Needs the rights to get and patch the
/// configuration; rules that are there belong to whoever wrote them.
/// </summary>
/// <param name="server">The API server.</param>
/// <param name="name">The configuration.</param>
/// <param name="rule">What to be called for, as an element of <c>rules</c>.</param>
public sealed class WebhookRules(ApiClient server, WebhookConfigurationName name, JsonObject rule)
{
    private readonly WebhookConfigurationPatch _patch = new(server, name);

    /// <summary>The configuration.</summary>
    public WebhookConfigurationName Name => name;

    /// <summary>Sees to it that every entry has rules.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public Task<CaBundleOutcome> EnsureAsync(CancellationToken cancellationToken) =>
        _patch.ApplyAsync(entry => entry["rules"] is JsonArray { Count: > 0 } ? null : ("rules", new JsonArray(rule.DeepClone())), cancellationToken);
}
