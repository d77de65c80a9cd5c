namespace Injector.Grammar.Numbers;

/// <summary>
/// The rule for quantities that count bytes. There, <c>128m</c> is not 128 mebibytes but an eighth of one byte, which Kubernetes accepts silently.
/// </summary>
public static class ByteAmount
{
    /// <summary>
    /// At this size and above, thousandths are accepted: the API server itself writes <c>0.1Gi</c> as <c>107374182400m</c>, and no container or volume can work
    /// with less.
    /// </summary>
    private const decimal Plausible = 1 << 20;

    private const int MaxHintLength = 12;

    /// <summary>Whether a resource of containers, pods or claims is counted in bytes.</summary>
    /// <param name="resource">Its name, such as <c>memory</c>.</param>
    public static bool Counts(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource is "memory" or "ephemeral-storage" or "storage" || resource.StartsWith("hugepages-", StringComparison.Ordinal);
    }

    /// <summary>What is wrong with a quantity as an amount of bytes, phrased to follow it in a sentence; <see langword="null"/> when nothing is.</summary>
    /// <param name="text">The quantity; other rules report a text that is not one.</param>
    public static string? Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!QuantityText.TryParse(text, out var amount) || amount == 0 || Math.Abs(amount) >= Plausible)
        {
            return null;
        }

        var isFraction = text[^1] is 'm' or 'u' or 'n';
        if (!isFraction && decimal.Truncate(amount) == amount)
        {
            return null;
        }

        // 0.1Ki is 102.4 bytes and is rounded up; only an amount without a unit, or below one byte, cannot be intended.
        if (text[^1] is 'i' or 'k' or 'M' or 'G' or 'T' or 'P' or 'E' && Math.Abs(amount) >= 1)
        {
            return null;
        }

        var number = text[..^1];
        return isFraction && number.Length <= MaxHintLength && number.All(char.IsAsciiDigit)
            ? $"counts {UnitOf(text[^1])} of a byte; write {number}Mi"
            : "is not a whole number of bytes; write it with a unit, such as 128Mi";
    }

    private static string UnitOf(char suffix) => suffix switch
    {
        'm' => "thousandths",
        'u' => "millionths",
        _ => "billionths",
    };
}
