using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the numbers of a security context, the container's before the pod's, as the kubelet does.</summary>
internal static class RunAsReader
{
    /// <summary>
    /// A number such as <c>runAsUser</c>; <see langword="null"/> when neither states one, or it is root's, since what we add does not run as root.
    /// </summary>
    public static long? Number(PodView pod, ContainerView? container, ReadOnlySpan<byte> field) =>
        Stated(pod, container, field) is > 0 and var number ? number : null;

    /// <summary>A number such as <c>runAsUser</c>, root's included; <see langword="null"/> when neither states one.</summary>
    public static long? Stated(PodView pod, ContainerView? container, ReadOnlySpan<byte> field) =>
        Number(container?.SecurityContext ?? default, field) ?? Number(pod.SecurityContext, field);

    private static long? Number(ReadOnlyMemory<byte> context, ReadOnlySpan<byte> field)
    {
        var reader = new Utf8JsonReader(context.Span, new JsonReaderOptions { MaxDepth = ReceivedJson.MaxDepth });
        if (context.IsEmpty || !reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
            {
                return reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
            }

            reader.Skip();
        }

        return null;
    }
}
