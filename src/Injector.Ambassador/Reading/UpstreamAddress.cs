using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;

namespace Injector.Ambassador.Reading;

/// <summary>Where servers are: <c>http://host1:8080|host2:8080*3</c>.</summary>
/// <param name="Scheme">What they speak.</param>
/// <param name="Endpoints">The servers; at least one.</param>
internal sealed record UpstreamAddress(UpstreamScheme Scheme, ImmutableArray<Endpoint> Endpoints);
