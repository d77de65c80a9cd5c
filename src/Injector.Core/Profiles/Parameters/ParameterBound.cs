using System.Globalization;

namespace Injector.Core.Profiles.Parameters;

/// <summary>The smallest or largest value of a parameter, inclusive.</summary>
/// <param name="Amount">The number; of a quantity, in whole units (cores, bytes).</param>
/// <param name="Text">The same in the profile's spelling, for people.</param>
public readonly record struct ParameterBound(decimal Amount, string Text)
{
    /// <summary>A bound of whole numbers.</summary>
    /// <param name="number">The number.</param>
    public static ParameterBound Of(long number) => new(number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The bound as the profile spells it.</summary>
    public override string ToString() => Text;
}
