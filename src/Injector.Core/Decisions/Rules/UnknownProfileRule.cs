namespace Injector.Core.Decisions.Rules;

/// <summary>A name that no profile has is a mistake of its author, to be told at once.</summary>
internal sealed class UnknownProfileRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.UnknownProfile;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        if (unknown.Length == 0)
        {
            return RuleVerdict.Pass();
        }

        var known = context.Snapshot.Profiles.NamesFor(context.Request.Namespace);
        var names = string.Join(", ", unknown);
        var message = (context.Ask.ForDefaults
                ? $"{context.Ask.Message}, and of these {names} {(unknown.Length == 1 ? "is" : "are")} unknown; have defaultProfiles in Injector's configuration corrected, or name profiles instead of \"true\"; "
                : $"{context.Ask.Message} asks for unknown profile {names}; ")
            + $"namespace {context.Request.Namespace} has {(known.IsEmpty ? "none" : string.Join(", ", known))}";
        if (!context.Settings.SkipUnknownProfiles)
        {
            return RuleVerdict.Invalid(message);
        }

        return context.Bindings.IsEmpty ? RuleVerdict.Skip(message) : RuleVerdict.Pass(message);
    }
}
