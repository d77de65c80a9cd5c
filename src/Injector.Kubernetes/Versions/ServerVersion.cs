using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Grammar.Versions;

namespace Injector.Kubernetes.Versions;

/// <summary>Reads the answer to <c>/version</c>.</summary>
internal static class ServerVersion
{
    /// <summary>Major and minor version; providers write the minor one with a plus sign (<c>30+</c>). <see langword="null"/> when not stated.</summary>
    internal static Version? Read(JsonObject answer) =>
        KubernetesVersion.Of(answer["major"].AsText(), answer["minor"].AsText());
}
