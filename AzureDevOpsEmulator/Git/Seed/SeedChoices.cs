using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>
/// Numbers that look random and are the same for the same seed on every platform and in every release (System.Random promises
/// neither): SplitMix64 by Steele, Lea and Flood.
/// </summary>
internal sealed class SeedChoices(string seed)
{
    private ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>From 0, below the limit.</summary>
    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    public int Between(int first, int last) => first + Below(last - first + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
