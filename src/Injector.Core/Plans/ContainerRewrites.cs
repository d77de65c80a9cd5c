using System.Collections.Immutable;
using Injector.Core.Pods;

namespace Injector.Core.Plans;

/// <summary>The changes to one application container whose author requested rewritten probes or ports.</summary>
/// <param name="Container">The container.</param>
/// <param name="Edits">The fields, in the order of their operations.</param>
/// <param name="Descriptions">The same for people, one sentence per probe, port or hook.</param>
public sealed record ContainerRewrites(ContainerView Container, ImmutableArray<FieldEdit> Edits, ImmutableArray<string> Descriptions);
