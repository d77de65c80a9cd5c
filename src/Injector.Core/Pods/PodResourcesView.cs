namespace Injector.Core.Pods;

/// <summary>Pod-level resources (KEP-2837): the sum over containers must stay within them.</summary>
/// <param name="Requests"><c>spec.resources.requests</c>.</param>
/// <param name="Limits"><c>spec.resources.limits</c>.</param>
public sealed record PodResourcesView(AmountMap Requests, AmountMap Limits);
