using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Volumes;

/// <summary>The source of a volume, as far as it decides who can mount it, where and how.</summary>
/// <param name="IsHostPath">Whether it is a folder or file of the node.</param>
/// <param name="MayBeFile">Whether it may be a single file.</param>
/// <param name="ReadOnlyBecause">Why no container can write to it, such as <c>a ConfigMap</c>; <see langword="null"/> when containers can.</param>
internal readonly record struct VolumeSource(bool IsHostPath, bool MayBeFile, string? ReadOnlyBecause)
{
    /// <summary>Whether the kubelet updates its content while the pod runs.</summary>
    public bool IsUpdated { get; init; }

    /// <summary>Reads the definition of a volume.</summary>
    public static VolumeSource Of(ReadOnlyMemory<byte> volume)
    {
        using var document = ReceivedJson.Open(volume);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object)
            {
                return Of(member);
            }
        }

        return default;
    }

    private static VolumeSource Of(JsonProperty source)
    {
        if (source.NameEquals("hostPath"u8))
        {
            return new VolumeSource(IsHostPath: true, MayBeFile: source.Value.Member("type").AsText() is not ("Directory" or "DirectoryOrCreate"), ReadOnlyBecause: null);
        }

        return new VolumeSource(IsHostPath: false, MayBeFile: false, WhyReadOnly(source))
        {
            IsUpdated = source.Name is "configMap" or "secret" or "projected" or "downwardAPI",
        };
    }

    // The kubelet mounts these kinds read-only regardless of the mount's setting (Kubernetes documentation, "Volumes").
    private static string? WhyReadOnly(JsonProperty source) => source.Name switch
    {
        "configMap" => "a ConfigMap",
        "secret" => "a Secret",
        "projected" => "a projected volume",
        "downwardAPI" => "a downwardAPI volume",
        "image" => "an image",
        "persistentVolumeClaim" when IsReadOnly(source.Value) => "a claim with readOnly: true",
        "ephemeral" when IsReadOnlyClaim(source.Value) => "a claim with the access mode ReadOnlyMany alone",
        _ => IsReadOnly(source.Value) ? $"of type {source.Name} with readOnly: true" : null,
    };

    private static bool IsReadOnly(JsonElement source) => source.TryGetProperty("readOnly", out var flag) && flag.ValueKind is JsonValueKind.True;

    private static bool IsReadOnlyClaim(JsonElement source) =>
        source.TryGetProperty("volumeClaimTemplate", out var template) && template.ValueKind is JsonValueKind.Object
        && template.TryGetProperty("spec", out var spec) && spec.ValueKind is JsonValueKind.Object
        && spec.TryGetProperty("accessModes", out var modes) && modes.ValueKind is JsonValueKind.Array && modes.GetArrayLength() > 0
        && modes.EnumerateArray().All(mode => mode.ValueKind is JsonValueKind.String && mode.ValueEquals("ReadOnlyMany"u8));
}
