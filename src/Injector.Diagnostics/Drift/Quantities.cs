using Injector.Core.Profiles.Parameters;

namespace Injector.Diagnostics.Drift;

/// <summary>Compares quantities, which an API server writes in its own way: <c>0.5</c> is <c>500m</c>.</summary>
internal static class Quantities
{
    /// <summary>Whether two texts are the same amount.</summary>
    public static bool AreEqual(string one, string other) =>
        one == other || (QuantityText.TryParse(one, out var amount) && QuantityText.TryParse(other, out var same) && amount == same);
}
