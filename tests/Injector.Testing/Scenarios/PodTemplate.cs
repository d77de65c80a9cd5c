using System.Globalization;

namespace Injector.Testing.Scenarios;

/// <summary>What one Deployment's pods have in common; nothing of it is that of another Deployment.</summary>
/// <param name="Number">Its number.</param>
public sealed record PodTemplate(int Number)
{
    private static readonly string[] Names = ["checkout", "cart", "billing", "search", "profile", "catalog", "mailer", "ledger", "stock", "quotes", "reports", "session"];

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Names[Number % Names.Length]}-{Number:x3}");

    public string Team => string.Create(CultureInfo.InvariantCulture, $"team-{Number % 97}");

    /// <summary>What the ReplicaSet's name ends with.</summary>
    public string Hash { get; } = RandomText.Of(10, Number, 17);

    public string Image => string.Create(CultureInfo.InvariantCulture, $"registry.example.com/{Team}/{Name}:{1 + (Number % 9)}.{Number % 31}.{Number % 13}");

    public int Port => 8080 + (Number % 800);

    public string Seconds => (2 + (Number % 7)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The value of a variable.</summary>
    /// <param name="index">Number of the variable.</param>
    /// <param name="length">Its length.</param>
    public string Value(int index, int length) => $"{Name}-{RandomText.Of(Math.Max(8, length - Name.Length - 1), Number, index)}";
}
