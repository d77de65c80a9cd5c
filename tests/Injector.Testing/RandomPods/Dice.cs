namespace Injector.Testing.RandomPods;

/// <summary>Random choices that are equal for equal seeds.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether one chance in so many came up.</summary>
    public bool OneIn(int chances) => _random.Next(chances) == 0;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    /// <summary>So many different choices at most, in a random order.</summary>
    public T[] Some<T>(int most, params ReadOnlySpan<T> choices)
    {
        var all = choices.ToArray();
        _random.Shuffle(all);
        return all[..Math.Min(all.Length, _random.Next(most + 1))];
    }
}
