using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>The Service that a webhook entry names.</summary>
internal sealed record ServiceReference(string Namespace, string Name, int Port)
{
    public static ServiceReference Read(JsonObject service) =>
        new(service.TextAt("namespace"), service.TextAt("name"), service.NumberAt("port") ?? 443);
}
