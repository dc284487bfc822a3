"""Renders people with VTK and OSMesa: in software, without a screen, with the same result everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkLight,
    vtkPolyDataMapper,
    vtkRenderer,
    vtkTexture,
    vtkWindowToImageFilter,
)
from vtkmodules.vtkRenderingOpenGL2 import vtkOSOpenGLRenderWindow

from .people import STILL, Person, Shown
from .surfaces import detailed, normals

_LOWEST = 3.6  # decimetres: anything farther below the eyes is not in the picture
_LAYERS = 6  # of transparent hair
_OVER = 2  # pixels drawn for one, along each side
_SHINE = {"skin": (0.12, 12), "eyes": (0.9, 80), "teeth": (0.5, 40), "tongue": (0.4, 30), "hair": (0.15, 10)}


@dataclass(frozen=True)
class Light:
    """A light far away."""

    towards: np.ndarray  # [3]
    colour: np.ndarray  # [3], 0…1


@dataclass(frozen=True)
class Set:
    """The surroundings of a person."""

    lights: list[Light]
    ambient: float
    background: np.ndarray  # uint8 [H,W,3]
    distance: float  # decimetres of the camera
    height: float  # decimetres that the picture shows, at the distance of the face
    aside: np.ndarray  # [2]: decimetres by which the camera looks past the eyes, to the right and up


class Stage:
    """One person in a set."""

    def __init__(self, person: Person, scene: Set, side: int, random: np.random.Generator) -> None:
        self._person, self._side = person, side
        self._renderer, self._window = vtkRenderer(), vtkOSOpenGLRenderWindow()
        self._window.SetSize(_OVER * side, _OVER * side)
        self._window.SetMultiSamples(0)
        self._window.SetAlphaBitPlanes(1)
        self._window.AddRenderer(self._renderer)
        lowest = person.eyes[1] - _LOWEST
        still = zip(person.shown, person.posed(STILL), strict=True)
        self._parts = [Part(shown, rest, lowest) for shown, rest in still]
        for part in self._parts:
            self._renderer.AddActor(part.actor(scene.ambient, random))
        self._lit(scene)
        self._seen_from(scene)

    def picture(self, vertices: list[np.ndarray]) -> np.ndarray:
        """uint8 [S,S,3] of vertices as `Person.posed` gives them."""
        for part, places in zip(self._parts, vertices, strict=True):
            part.move(places)
        self._window.Render()
        grab = vtkWindowToImageFilter()
        grab.SetInput(self._window)
        grab.ReadFrontBufferOff()
        grab.Update()
        colours = vtk_to_numpy(grab.GetOutput().GetPointData().GetScalars())
        large = np.ascontiguousarray(colours.reshape(_OVER * self._side, _OVER * self._side, -1)[::-1, :, :3])
        return cv2.resize(large, (self._side, self._side), interpolation=cv2.INTER_AREA)

    def close(self) -> None:
        self._window.Finalize()

    def _lit(self, scene: Set) -> None:
        renderer = self._renderer
        renderer.AutomaticLightCreationOff()
        for each in scene.lights:
            light = vtkLight()
            light.SetLightTypeToSceneLight()
            light.SetPosition(*(each.towards * 100))
            light.SetFocalPoint(0, 0, 0)
            light.SetDiffuseColor(*each.colour)
            light.SetSpecularColor(*each.colour)
            renderer.AddLight(light)
        renderer.SetUseDepthPeeling(1)
        renderer.SetMaximumNumberOfPeels(_LAYERS)
        renderer.SetOcclusionRatio(0.0)
        renderer.TexturedBackgroundOn()
        renderer.SetBackgroundTexture(texture(np.dstack([scene.background, np.full(scene.background.shape[:2], 255)])))

    def _seen_from(self, scene: Set) -> None:
        middle = self._person.eyes + np.array([*scene.aside, 0])
        camera = self._renderer.GetActiveCamera()
        camera.SetFocalPoint(*middle)
        camera.SetPosition(*(middle + np.array([0, 0, scene.distance])))
        camera.SetViewAngle(float(np.degrees(2 * np.arctan2(scene.height / 2, scene.distance))))
        camera.SetClippingRange(scene.distance - 5, scene.distance + 8)


class Part:
    """A surface whose vertices move; where its texture has a seam, two points share one vertex."""

    def __init__(self, shown: Shown, rest: np.ndarray, lowest: float) -> None:
        self._shown = shown
        surface = shown.surface
        kept = (rest[surface.corners, 1] > lowest).all(1)
        self._corners = surface.corners[kept]
        pairs = np.stack([self._corners.ravel(), surface.places[kept].ravel()], 1)
        points, numbers = np.unique(pairs, axis=0, return_inverse=True)
        self._vertices, across = points[:, 0], surface.texture[points[:, 1]]
        self._data, self._points = vtkPolyData(), vtkPoints()
        self._data.SetPoints(self._points)
        self._data.SetPolys(_cells(numbers.reshape(-1, 4)))
        self._data.GetPointData().SetTCoords(numpy_to_vtk(across.astype(np.float32), deep=True))
        self.move(rest)

    def move(self, places: np.ndarray) -> None:
        self._points.SetData(numpy_to_vtk(places[self._vertices].astype(np.float32), deep=True))
        across = normals(places, self._corners)[self._vertices].astype(np.float32)
        self._data.GetPointData().SetNormals(numpy_to_vtk(across, deep=True))
        self._data.Modified()

    def actor(self, ambient: float, random: np.random.Generator) -> vtkActor:
        mapper, actor = vtkPolyDataMapper(), vtkActor()
        mapper.SetInputData(self._data)
        actor.SetMapper(mapper)
        skin = self._shown.sort == "skin"
        picture = self._shown.picture
        actor.SetTexture(texture(detailed(picture, random) if skin else picture))
        look = actor.GetProperty()
        look.SetInterpolationToPhong()
        look.SetAmbient(ambient)
        look.SetDiffuse(1.0)
        look.SetSpecular(_SHINE.get(self._shown.sort, (0.0, 1))[0])
        look.SetSpecularPower(_SHINE.get(self._shown.sort, (0.0, 1))[1])
        if (picture[..., 3] < 250).any():
            actor.ForceTranslucentOn()
        else:
            actor.ForceOpaqueOn()
        return actor


def _cells(quads: np.ndarray) -> vtkCellArray:
    cells = vtkCellArray()
    counted = np.hstack([np.full((len(quads), 1), 4), quads]).astype(np.int64)
    cells.ImportLegacyFormat(numpy_to_vtkIdTypeArray(counted.ravel(), deep=True))
    return cells


def texture(picture: np.ndarray) -> vtkTexture:
    """Of a picture uint8 [H,W,4]."""
    height, width = picture.shape[:2]
    image, found = vtkImageData(), vtkTexture()
    image.SetDimensions(width, height, 1)
    flipped = np.ascontiguousarray(picture[::-1]).reshape(-1, 4).astype(np.uint8)
    image.GetPointData().SetScalars(numpy_to_vtk(flipped, deep=True))
    found.SetInputData(image)
    found.InterpolateOn()
    found.MipmapOn()
    return found
