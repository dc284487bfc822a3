package dev.marotte.speech;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.speech.SpokenFrames.SpokenFrame;

/** Moves a face to a voice: the mouth follows the sound, lids and head move by themselves. Frames in order; one thread. */
record SpeakingMotion(MouthModel model, SpeakingFace face, IdleMotion idle, SpeechConfig config) {
    /** A face that was moved, and the pose of its head. */
    record Moved(FaceLandmarks landmarks, HeadPose pose) {}

    Moved move(SpokenFrame frame) {
        HeadPose pose = idle.pose(frame.stamp().pts(), config.headMotion());
        MouthPose mouth = model.hear(frame.window()).scaledBy(config.mouthStrength());
        double blink = idle.blink(frame.stamp().pts());
        return new Moved(face.landmarks(mouth, blink, pose), pose);
    }
}
