using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Containers;

/// <summary>Finds two containers of a pod with the same name.</summary>
internal static class DuplicateContainers
{
    /// <summary>Up to this many names are compared with each other, which is faster than putting them in a set.</summary>
    private const int MaxCompared = 16;

    /// <summary>The first name that a second container has; <see langword="null"/> when all differ.</summary>
    public static Utf8Text? Find(PodView pod)
    {
        var (init, regular) = (pod.InitContainers.Items, pod.Containers.Items);
        if (init.Length + regular.Length > MaxCompared)
        {
            return FindInSet(pod);
        }

        for (var i = 0; i < init.Length + regular.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (At(i).Equals(At(j)))
                {
                    return At(i);
                }
            }
        }

        return null;

        Utf8Text At(int index) => index < init.Length ? init[index].Name : regular[index - init.Length].Name;
    }

    private static Utf8Text? FindInSet(PodView pod)
    {
        var names = new HashSet<Utf8Text>();
        foreach (var container in pod.AllContainers())
        {
            if (!names.Add(container.Name))
            {
                return container.Name;
            }
        }

        return null;
    }
}
