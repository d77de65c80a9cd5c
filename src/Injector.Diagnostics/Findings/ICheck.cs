using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Findings;

/// <summary>Looks at one thing. Pure: what there is to know was read before. What could not be read is reported once, by <see cref="RightsCheck"/>.</summary>
internal interface ICheck
{
    /// <summary>What is to be said; nothing when the check does not apply.</summary>
    IEnumerable<Finding> Evaluate(ClusterFacts cluster);
}
