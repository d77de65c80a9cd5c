using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Golden;

namespace Injector.Testing.Former;

/// <summary>The engine of the sources that the tests were compiled with.</summary>
public static class PresentEngine
{
    /// <summary>With the built-in profiles and default settings.</summary>
    public static EngineCalls WithBuiltIns() => With(new InjectionSnapshot { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) });

    /// <summary>With the surroundings of a golden case.</summary>
    /// <param name="folder">Folder of the case.</param>
    public static EngineCalls ForGoldenCase(string folder) => With(GoldenCase.At(folder).Snapshot);

    private static EngineCalls With(InjectionSnapshot snapshot) => new(
        (review, answer) => AdmissionHandler.Answer(review, snapshot, answer),
        (review, answer) =>
        {
            var outcome = AdmissionHandler.Answer(review, snapshot, answer);
            return $"{outcome.Result} {outcome.Error}";
        });
}
