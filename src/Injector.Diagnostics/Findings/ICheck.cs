using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Findings;

/// <summary>Checks one aspect of an installation. Pure: the facts are read before; <see cref="RightsCheck"/> reports once what could not be read.</summary>
internal interface ICheck
{
    /// <summary>Returns the findings; none when the check does not apply.</summary>
    IEnumerable<Finding> Evaluate(ClusterFacts cluster);
}
