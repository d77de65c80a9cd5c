namespace Injector.Tests.Commands;

/// <summary>Tests over manifests that other projects wrote; skipped, and seen to be skipped, where the corpus is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusFactAttribute : FactAttribute
{
    public const string Variable = "INJECTOR_CORPUS";

    public CorpusFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"the environment variable {Variable} names no folder of manifests";
        }
    }
}
