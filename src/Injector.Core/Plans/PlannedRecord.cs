using Injector.Core.Status;

namespace Injector.Core.Plans;

/// <summary>The annotation that records what is on the pod once the plan is applied. It is kept as what it says, and written where it is wanted.</summary>
/// <param name="Key">Key of the annotation.</param>
/// <param name="Status">What it says.</param>
internal sealed record PlannedRecord(string Key, InjectionStatus Status);
