using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Diagnostics.Facts;

/// <summary>The release of this program, and how it reads the configuration of a webhook of the same release.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ReadConfiguration">Receives the text and the name of a configuration file; returns <see langword="null"/> if this release does not understand it.</param>
internal sealed record ProgramRelease(string Version, Func<string, string, EngineConfiguration?> ReadConfiguration);

/// <summary>The webhook's configuration, as far as it affects decisions.</summary>
/// <param name="Settings">The engine's settings.</param>
/// <param name="ProfileRestrictions">The restrictions on tenants' profiles.</param>
internal sealed record EngineConfiguration(InjectorSettings Settings, ProfileRestrictions ProfileRestrictions);
