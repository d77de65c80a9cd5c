using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Grammar.Versions;

namespace Injector.Kubernetes.Versions;

/// <summary>Reads the response of <c>/version</c>.</summary>
internal static class ServerVersion
{
    /// <summary>Major and minor version; some providers append a plus sign to the minor one (<c>30+</c>). <see langword="null"/> when not stated.</summary>
    internal static Version? Read(JsonObject answer) =>
        KubernetesVersion.Of(answer["major"].AsText(), answer["minor"].AsText());
}
