using System.Collections.Immutable;
using Injector.Core.Decisions;
using Injector.Core.Patching;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Injection;

/// <summary>The decision for a pod, the reasons, and the patch that carries it out. It is good as long as the bytes of the pod that it is about.</summary>
public sealed record InjectionResult
{
    /// <summary>The decision.</summary>
    public required InjectionDecision Decision { get; init; }

    /// <summary>The answer of every rule that was evaluated, in the fixed order of the rules.</summary>
    public required ImmutableArray<RuleFinding> Findings { get; init; }

    /// <summary>The requested profiles in the order in which they apply, unknown ones last. Default: none.</summary>
    public ImmutableArray<RequestedProfile> Profiles { get; init; } = [];

    /// <summary>The plan, even if the decision is not to apply it; <see langword="null"/> when none could be built.</summary>
    public InjectionPlan? Plan { get; init; }

    /// <summary>
    /// JSON Patch (RFC 6902) as UTF-8; empty when there is nothing to change. For a skipped pod it may record the reason in an annotation. Each call writes
    /// it again.
    /// </summary>
    public ReadOnlyMemory<byte> Patch
    {
        get
        {
            var buffer = JsonBuffer.Rent();
            WritePatch(buffer);
            var patch = buffer.Written.ToArray();
            buffer.Return();
            return patch;
        }
    }

    /// <summary>Warnings for the client that created the pod, at most 120 characters each. Default: none.</summary>
    public ImmutableArray<DisplayText> Warnings { get; init; } = [];

    /// <summary>The same warnings uncut, and more of them, for logs and the command line. Default: none.</summary>
    public ImmutableArray<DisplayText> FullWarnings { get; init; } = [];

    /// <summary>The pod that the patch changes; <see langword="null"/> when there is nothing to change.</summary>
    internal PodView? Changed { get; init; }

    /// <summary>The annotation that says why the pod is skipped; <see langword="null"/> when none is set.</summary>
    internal KeyValuePair<string, string>? Note { get; init; }

    /// <summary>Writes the patch; nothing when there is nothing to change.</summary>
    internal void WritePatch(JsonBuffer output)
    {
        if (Changed is null)
        {
            return;
        }

        if (Note is { } note)
        {
            PatchBuilder.Write(note, Changed, output);
        }
        else if (Decision is InjectionDecision.Inject inject)
        {
            PatchBuilder.Write(inject.Plan, Changed, output);
        }
    }
}
