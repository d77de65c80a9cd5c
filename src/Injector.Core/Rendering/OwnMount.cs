using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>A mount that a profile gives its own container.</summary>
/// <param name="Path">Normalised path.</param>
/// <param name="Volume">Name of the volume in the pod.</param>
/// <param name="ReadOnly">Whether it is mounted read-only.</param>
/// <param name="IsPart">Whether only part of the volume is mounted, which may be a file.</param>
internal sealed record OwnMount(string Path, string Volume, bool ReadOnly, bool IsPart)
{
    /// <summary>Reads the mounts of a container.</summary>
    public static ImmutableArray<OwnMount> Of(JsonObject container) =>
    [
        .. (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>().Select(mount => new OwnMount(
            MountPaths.Normalise(mount["mountPath"].AsText() ?? "/"),
            mount["name"].AsText() ?? "",
            mount["readOnly"].AsBoolean() == true,
            mount["subPath"] is not null || mount["subPathExpr"] is not null)),
    ];
}
