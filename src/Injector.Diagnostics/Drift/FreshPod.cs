using System.Text.Json.Nodes;
using Injector.Core.Decisions;

namespace Injector.Diagnostics.Drift;

/// <summary>A pod as it would be if it were created now.</summary>
/// <param name="Decision">What would be decided.</param>
/// <param name="Pod">The pod with what would be added; without sidecars unless that is decided.</param>
internal sealed record FreshPod(InjectionDecision Decision, JsonObject Pod);
