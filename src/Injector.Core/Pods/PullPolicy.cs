using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>The pull policy of a container, as the API server fills it in (SetDefaults_Container in Kubernetes' pkg/apis/core/v1/defaults.go).</summary>
internal static class PullPolicy
{
    /// <summary>The stated policy; else <c>Always</c> for the tag <c>latest</c> or none, and <c>IfNotPresent</c> for another tag or a digest.</summary>
    public static string Of(ContainerView container)
    {
        if (!container.PullPolicy.IsEmpty)
        {
            return container.PullPolicy.ToString();
        }

        return IsLatest(container.Image) ? "Always" : "IfNotPresent";
    }

    private static bool IsLatest(Utf8Text image)
    {
        var reference = image.Bytes.Span;
        if (reference.Contains((byte)'@'))
        {
            // An image with a digest never changes; still, the API server also evaluates a tag beside it.
            return TagOf(reference[..reference.IndexOf((byte)'@')]) is { IsEmpty: false } tagged && tagged.SequenceEqual("latest"u8);
        }

        var tag = TagOf(reference);
        return tag.IsEmpty || tag.SequenceEqual("latest"u8);
    }

    // A colon before the last slash belongs to a port.
    private static ReadOnlySpan<byte> TagOf(ReadOnlySpan<byte> reference)
    {
        var colon = reference.LastIndexOf((byte)':');
        return colon > reference.LastIndexOf((byte)'/') ? reference[(colon + 1)..] : [];
    }
}
