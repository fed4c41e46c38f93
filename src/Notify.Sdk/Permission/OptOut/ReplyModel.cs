using System.Buffers;

namespace Notify.Sdk.Permission;

/// <summary>
/// A trained model that says how much a message looks like one about whether messages go on. It cannot say why, so it may only raise a
/// doubt where no rule found anything. Logistic regression on <see cref="ReplyFeatures"/>, once on letters and once on roles; the mean
/// counts. Immutable, thread-safe; allocates nothing.
/// </summary>
/// <remarks>
/// <c>Data/model.bin</c> has two scales (32-bit floats, little-endian) and a weight of eight bits for each feature of either. It is made
/// of the messages in the tests' corpora by <c>replies train</c> in the benchmarks.
/// </remarks>
internal sealed class ReplyModel
{
    /// <summary>How many bytes a model has.</summary>
    public const int Size = 2 * (sizeof(float) + ReplyFeatures.Buckets);

    // Of the messages that no rule knows, about one of business in twenty-five lies above it.
    private const float Threshold = 0.6f;
    private const int Shortest = 4;

    private readonly (float Scale, sbyte[] Weights) _letters;
    private readonly (float Scale, sbyte[] Weights) _roles;

    /// <summary>Reads a model.</summary>
    /// <param name="data">See the remarks of the class.</param>
    public ReplyModel(ReadOnlySpan<byte> data)
    {
        if (data.Length != Size)
            throw new FormatException($"A model has {Size} bytes, not {data.Length}.");
        _letters = Half(data[..(Size / 2)]);
        _roles = Half(data[(Size / 2)..]);
    }

    /// <summary>The one that comes with the library.</summary>
    public static ReplyModel Shipped { get; } = new(ReplyLine.ShippedModel());

    /// <summary>Whether the model raises a doubt; never of a few letters, which answer a question of the business as a rule.</summary>
    public bool Suspects(in ReplyTokens tokens, in RoleReader words, SentenceReader sentences) =>
        tokens.Row(0, tokens.Count).Length >= Shortest && Score(tokens, words, sentences) > Threshold;

    /// <summary>The mean of both scores: above zero, a wish is likelier than not.</summary>
    public float Score(in ReplyTokens tokens, in RoleReader words, SentenceReader sentences)
    {
        var room = ArrayPool<int>.Shared.Rent(ReplyFeatures.Most);
        var features = new ReplyFeatures(room.AsSpan(0, ReplyFeatures.Most));
        features.AddLetters(tokens);
        var score = Score(_letters, features.Found);
        features = new(room.AsSpan(0, ReplyFeatures.Most));
        sentences.AddRoles(tokens, words, ref features);
        score += Score(_roles, features.Found);
        ArrayPool<int>.Shared.Return(room);
        return score / 2;
    }

    private static (float Scale, sbyte[] Weights) Half(ReadOnlySpan<byte> data) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(data),
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(data[sizeof(float)..]).ToArray());

    private static float Score((float Scale, sbyte[] Weights) half, ReadOnlySpan<int> features)
    {
        var sum = 0;
        foreach (var feature in features)
            sum += half.Weights[feature];
        return features.Length == 0 ? 0 : sum * half.Scale / MathF.Sqrt(features.Length);
    }
}
