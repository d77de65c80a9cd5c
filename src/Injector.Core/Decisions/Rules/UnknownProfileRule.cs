using Injector.Core.Requests;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions.Rules;

/// <summary>A name that no profile has is the author's mistake, reported immediately.</summary>
internal sealed class UnknownProfileRule : IInjectionRule
{
    /// <summary>As many names as can be read at a glance.</summary>
    private const int MaxListed = 4;

    /// <summary>Nobody misspells more names by accident, and a pod may name thousands.</summary>
    private const int MaxNear = 3;

    public ReasonCode Code => ReasonCode.UnknownProfile;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        if (unknown.Length == 0)
        {
            return RuleVerdict.Pass();
        }

        var names = MessageText.Names(unknown);
        var message = (context.Selection.ForDefaults
                ? $"{context.Selection.Message}, and of these {names} {(unknown.Length == 1 ? "is" : "are")} unknown; have defaultProfiles in Injector's configuration corrected, or name profiles instead of \"true\"; "
                : $"{context.Selection.Message} asks for unknown profile {names}; ")
            + Known(unknown, context);
        if (!context.Settings.SkipUnknownProfiles)
        {
            return RuleVerdict.Invalid(message);
        }

        return context.Bindings.IsEmpty ? RuleVerdict.Skip(message) : RuleVerdict.Pass(message);
    }

    /// <summary>Most authors need only the nearest name; a list of dozens would bury it in an event.</summary>
    private static string Known(IEnumerable<string> unknown, DecisionContext context)
    {
        var known = context.Snapshot.Profiles.NamesFor(context.Request.Namespace);
        var near = unknown.Take(MaxNear).Select(name => SwitchWord.Of(name) ?? NearestName.Of(name, known)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return $"{(near.Length == 0 ? "" : $"did you mean {string.Join(", ", near)}? ")}namespace {context.Request.Namespace} has "
            + (known.Length switch
            {
                0 => "none",
                <= MaxListed => string.Join(", ", known),
                _ => $"{known.Length}, see: injector profiles list",
            });
    }
}
