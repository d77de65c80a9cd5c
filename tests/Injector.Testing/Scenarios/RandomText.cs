namespace Injector.Testing.Scenarios;

/// <summary>Letters and digits as Kubernetes draws them for names, equal for equal numbers.</summary>
internal static class RandomText
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(int length, int number, int salt) => string.Create(length, (number, salt), static (text, seed) =>
    {
        var random = new Random(unchecked((seed.number * 1_000_003) + (seed.salt * 7_919)));
        foreach (ref var letter in text)
        {
            letter = Letters[random.Next(Letters.Length)];
        }
    });
}
