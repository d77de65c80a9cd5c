using System.Globalization;

namespace Injector.Testing.Scenarios;

/// <summary>What differs between two pods of a template when the API server sends them.</summary>
/// <param name="Number">Number of the pod.</param>
public sealed record PodInstance(int Number)
{
    /// <summary>Of the review.</summary>
    public string Uid { get; } = MakeUid(Number, 3);

    /// <summary>The name that admission of service accounts gives to the volume of the token.</summary>
    public string TokenVolume { get; } = $"kube-api-access-{RandomText.Of(5, Number, 5)}";

    /// <summary>When the controller wrote the pod.</summary>
    public string Time => new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc).AddSeconds(Number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Every call of a webhook has a uid of its own.</summary>
    /// <param name="number">Number of the pod.</param>
    /// <param name="call">Number of the call.</param>
    public static string MakeUid(int number, int call)
    {
        var hex = Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(RandomText.Of(16, number, call)));
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-8{hex[17..20]}-{hex[20..32]}";
    }
}
